#!/bin/bash
# Installs, starts, upgrades, removes and purges the Debian package on this machine, as root: "make package-test".
# An older version is made from the same files under a lower number, so that dpkg takes the way of an upgrade.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "make package-test installs a Debian package and needs root"; exit 2; }
! dpkg -s ioc-enrichment > /dev/null 2>&1 || { echo "ioc-enrichment is installed on this machine; the test would remove it, and stops here"; exit 2; }
deb=$(ls target/ioc-enrichment_*_all.deb)
work=$(mktemp -d)
pid=
finish() {
    [ -z "$pid" ] || kill "$pid" 2> /dev/null || true
    dpkg --purge ioc-enrichment > /dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
step() { printf '%s\n' "- $*"; }
fail() { echo "FAILED: $*" >&2; [ ! -f "$work/log" ] || tail -n 5 "$work/log" >&2; exit 1; }
mode() { stat -c '%a %U' "$1"; }
expect() { [ "$2" = "$3" ] || fail "$1 is '$2', not '$3'"; }

# the command of the unit, as its user and in its folder, with a port of this test and against the sandbox but with the real store
start() {
    command=$(sed -n 's/^ExecStart=//p' /lib/systemd/system/ioc-enrichment.service)
    # shellcheck disable=SC2086 # the command and its argument
    (cd /etc/ioc-enrichment && exec setpriv --reuid=ioc-enrichment --regid=ioc-enrichment --init-groups -- env -i PATH="$PATH" HTTP_PORT=49918 \
        STORE_URL=jdbc:h2:file:./data/ioc-enrichment $command --sandbox) > "$work/log" 2>&1 &
    pid=$!
    for _ in $(seq 600); do
        kill -0 "$pid" 2> /dev/null || fail "the process ended at its start"
        if curl -sf http://127.0.0.1:49918/observe/health/live > /dev/null && grep -q 'note' "$work/log"; then return; fi
        sleep 0.1
    done
    fail "no note was written within a minute"
}
stop() {
    kill -TERM "$pid"
    code=0; wait "$pid" || code=$?
    pid=
    case $code in 0 | 143) ;; *) fail "a stop ended with exit code $code" ;; esac
}

step "the archive of files"
(cd "$work" && jar xf "$OLDPWD"/target/ioc-enrichment-*.zip && chmod +x ioc-enrichment-*/bin/*)
expect "the unpacked command" "$("$work"/ioc-enrichment-*/bin/ioc-enrichment version)" "$(java -jar target/ioc-enrichment.jar version)"

step "an older package of the same files"
dpkg-deb -R "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.1.0/' "$work/older/DEBIAN/control"
echo "# of the older version" >> "$work/older/etc/ioc-enrichment/application.properties"
# dpkg asks about a file only when both it and the package's changed
dpkg-deb -b "$work/older" "$work/older.deb" > /dev/null

step "install"
dpkg -i "$work/older.deb" > "$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "it cannot be installed"; }
grep -q 'systemctl enable --now' "$work/dpkg" || fail "the installation does not say what comes next"
expect "the store's folder" "$(mode /var/lib/ioc-enrichment)" "700 ioc-enrichment"
expect "the file of keys" "$(mode /etc/ioc-enrichment/environment)" "600 root"
[ -f /var/cache/ioc-enrichment/ioc-enrichment.jsa ] || { cat "$work/dpkg"; fail "no archive of classes was made"; }
expect "the command" "$(ioc-enrichment version)" "$(java -jar target/ioc-enrichment.jar version)"

step "the unit"
systemd-analyze verify /lib/systemd/system/ioc-enrichment.service 2> "$work/verify" || true
grep 'ioc-enrichment' "$work/verify" && fail "systemd-analyze verify complains"
systemd-analyze security --offline=true --threshold=30 /lib/systemd/system/ioc-enrichment.service > "$work/security" || { tail -n 2 "$work/security"; fail "the unit is open wider than it need be"; }

step "start as the unit's user"
start
stop
size=$(stat -c %s /var/lib/ioc-enrichment/ioc-enrichment.mv.db)
[ "$size" -gt 10000 ] || fail "the store holds nothing"

step "upgrade; an edited route stays"
sed -i '1i # edited here' /etc/ioc-enrichment/routes/10-poll.camel.yaml
dpkg --force-confold -i "$deb" > "$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "it cannot be upgraded"; }
expect "the edited route" "$(head -n 1 /etc/ioc-enrichment/routes/10-poll.camel.yaml)" "# edited here"
! grep -q 'of the older version' /etc/ioc-enrichment/application.properties || fail "a file that nobody edited was not replaced"
start
stop

step "remove; settings and store stay"
dpkg -r ioc-enrichment > "$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "it cannot be removed"; }
[ -f /var/lib/ioc-enrichment/ioc-enrichment.mv.db ] || fail "the store is gone"
[ -f /etc/ioc-enrichment/routes/10-poll.camel.yaml ] || fail "the edited route is gone"
[ ! -e /usr/share/ioc-enrichment/ioc-enrichment.jar ] || fail "the program is still there"

step "purge; nothing stays"
dpkg --purge ioc-enrichment > "$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "it cannot be purged"; }
for left in /var/lib/ioc-enrichment /etc/ioc-enrichment /var/cache/ioc-enrichment /usr/share/ioc-enrichment; do
    [ ! -e "$left" ] || fail "$left is left: $(find "$left" | head -n 3)"
done
! getent passwd ioc-enrichment > /dev/null || fail "the user is left"
echo "The Debian package installs, starts, upgrades and goes as it should."
