(function () {
  'use strict';
  var live = document.getElementById('live');
  var state = document.getElementById('live-state');
  var find = document.getElementById('find');
  var POLL_MILLIS = 15000;
  var stream = null;
  var poll = null;
  var loading = false;
  var again = false;

  function isTyped(element) {
    return element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyped(event.target)) {
      event.preventDefault();
      find.focus();
    }
  });

  if (!live || live.dataset.live !== 'yes') {
    return;
  }

  // A reader of the screen says what changes, so the same words are not written again.
  function say(words) {
    if (state.textContent !== words) {
      state.textContent = words;
    }
  }

  // Whoever is writing a reason keeps it; the page shows the news when they are done.
  function isBusy() {
    var written = Array.prototype.some.call(live.querySelectorAll('input[name=reason]'), function (input) { return input.value !== ''; });
    return written || live.contains(document.activeElement) && isTyped(document.activeElement);
  }

  function quoted(name, value) {
    return '[' + name + '="' + CSS.escape(value) + '"]';
  }

  // Where the keyboard is, in words that hold for the next page as well; a button only together with the work that it is about.
  function place(element) {
    if (element.id) {
      return '#' + CSS.escape(element.id);
    }
    if (element.tagName === 'SUMMARY') {
      return element.parentNode.id && '#' + CSS.escape(element.parentNode.id) + '>summary';
    }
    if (element.tagName === 'BUTTON' && element.form) {
      return 'form:has(' + quoted('name', 'id') + quoted('value', element.form.elements.id.value) + ') button' + quoted('value', element.value);
    }
    return element.href && 'a' + quoted('href', element.getAttribute('href'));
  }

  // False when it is no page of these, such as one that asks for the token.
  function show(text) {
    var next = new DOMParser().parseFromString(text, 'text/html');
    var main = next.getElementById('live');
    if (!main) {
      return false;
    }
    var open = {};
    live.querySelectorAll('details[id]').forEach(function (one) { open[one.id] = one.open; });
    var selector = live.contains(document.activeElement) && place(document.activeElement);
    live.replaceChildren.apply(live, Array.prototype.slice.call(main.childNodes));
    live.querySelectorAll('details[id]').forEach(function (one) { if (one.id in open) { one.open = open[one.id]; } });
    document.title = next.title;
    if (selector && live.querySelector(selector)) {
      live.querySelector(selector).focus({ preventScroll: true });
    }
    return true;
  }

  function refresh() {
    if (loading) {
      again = true;
      return;
    }
    if (isBusy()) {
      say('There is news; it is shown when you have finished writing.');
      again = true;
      return;
    }
    loading = true;
    again = false;
    fetch(location.href, { credentials: 'same-origin', cache: 'no-store' }).then(function (answer) {
      return answer.text();
    }).then(function (text) {
      say(!show(text) ? 'The product does not show this page; load it again.' : stream ? 'live' : 'looked up every 15 s');
    }).catch(function () {
      say('The product does not answer; trying again.');
    }).then(function () {
      loading = false;
      if (again && !isBusy()) {
        refresh();
      }
    });
  }

  live.addEventListener('focusout', function () {
    if (again) {
      setTimeout(function () { if (again) { refresh(); } }, 200);
    }
  });

  function listen() {
    stream = new EventSource('/live');
    stream.addEventListener('open', function () { say('live'); });
    stream.addEventListener('change', refresh);
    stream.addEventListener('error', function () {
      if (stream && stream.readyState === EventSource.CLOSED) {
        // too many streams, or a proxy that passes none: the page looks by itself
        stream = null;
        poll = poll || setInterval(refresh, POLL_MILLIS);
        say('looked up every 15 s');
      }
    });
  }

  document.addEventListener('visibilitychange', function () {
    if (document.hidden && stream) {
      stream.close();
      stream = null;
    } else if (!document.hidden && !stream && !poll) {
      listen();
      refresh();
    }
  });
  listen();
}());
