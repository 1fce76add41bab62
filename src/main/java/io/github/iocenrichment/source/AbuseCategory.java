package io.github.iocenrichment.source;

import java.util.Map;

/** AbuseIPDB's category numbers and their names; numbers it does not know stay numbers. Source: abuseipdb.com/categories. */
final class AbuseCategory {
    static final int OPEN_PROXY = 9;
    static final int VPN = 13;
    static final int EXPLOITED_HOST = 20;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "DNS Compromise"), Map.entry(2, "DNS Poisoning"), Map.entry(3, "Fraud Orders"), Map.entry(4, "DDoS Attack"),
            Map.entry(5, "FTP Brute-Force"), Map.entry(6, "Ping of Death"), Map.entry(7, "Phishing"), Map.entry(8, "Fraud VoIP"),
            Map.entry(9, "Open Proxy"), Map.entry(10, "Web Spam"), Map.entry(11, "Email Spam"), Map.entry(12, "Blog Spam"),
            Map.entry(13, "VPN IP"), Map.entry(14, "Port Scan"), Map.entry(15, "Hacking"), Map.entry(16, "SQL Injection"),
            Map.entry(17, "Spoofing"), Map.entry(18, "Brute-Force"), Map.entry(19, "Bad Web Bot"), Map.entry(20, "Exploited Host"),
            Map.entry(21, "Web App Attack"), Map.entry(22, "SSH"), Map.entry(23, "IoT Targeted"));

    private AbuseCategory() {
    }

    static String name(int number) {
        return NAMES.getOrDefault(number, "category " + number);
    }
}
