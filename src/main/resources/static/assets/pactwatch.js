// What a page does beyond being a page. Without it everything is still there; with it, it stays current by itself.
"use strict";
(() => {
  const body = document.body;
  const minute = 60_000;

  // ---- News: where the page shows what is known now, it asks for itself anew whenever something was recorded.

  let knows = body.dataset.knows === undefined ? null : Number(body.dataset.knows);
  let asking = 0;

  /** Thousands hear the same news: they don't all ask in the same moment. */
  function refreshSoon() {
    if (!asking) {
      asking = setTimeout(() => {
        asking = 0;
        window.htmx?.trigger(body, "pactwatch:news");
      }, 100 + Math.random() * 900);
    }
  }

  function heard(position) {
    if (knows !== null && position > knows) {
      knows = position;
      refreshSoon();
    }
  }

  let stream = null;

  function listen() {
    if (stream || document.hidden || knows === null || !window.EventSource) {
      return;
    }
    stream = new EventSource("/api/v1/stream");
    stream.onopen = async () => {
      connection(true);
      // What was recorded between the page and the stream is nobody's news.
      const answer = await fetch("/api/v1/version").catch(() => null);
      if (answer?.ok) {
        heard((await answer.json()).position);
      }
    };
    stream.onerror = () => {
      connection(false);
      if (stream?.readyState === EventSource.CLOSED) {
        stop();
        setTimeout(listen, 5_000 + Math.random() * 10_000);
      }
    };
    for (const name of (body.dataset.events ?? "").split(" ")) {
      stream.addEventListener(name, (event) => heard(Number(event.lastEventId)));
    }
    // Nothing was recorded, but a moment has come: a term has ended, or begun.
    stream.addEventListener("transition", refreshSoon);
  }

  function stop() {
    stream?.close();
    stream = null;
  }

  function connection(stands) {
    for (const tag of document.querySelectorAll("[data-lost]")) {
      tag.dataset.stands ??= tag.textContent;
      tag.textContent = stands ? tag.dataset.stands : tag.dataset.lost;
      tag.classList.toggle("lost", !stands);
    }
  }

  // A browser has few connections to one server: a page that nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stop();
    } else {
      listen();
      if (body.dataset.live) {
        refreshSoon();
      }
    }
  });
  listen();

  // Time left is counted by the server, to the minute.
  if (body.dataset.live) {
    const next = () => minute - (Date.now() % minute) + 500 + Math.random() * 4_000;
    const tick = () => {
      if (!document.hidden) {
        refreshSoon();
      }
      setTimeout(tick, next());
    };
    setTimeout(tick, next());
  }

  // ---- What changed: said once, for verdicts and for nothing else.

  function verdicts() {
    const all = new Map();
    for (const each of document.querySelectorAll("[data-verdict]")) {
      all.set(each.dataset.verdict, each.dataset.says);
    }
    return all;
  }

  let before = verdicts();
  let open = [];

  document.addEventListener("htmx:beforeSwap", () => {
    before = verdicts();
    open = Array.from(document.querySelectorAll("details[id][open]"), (each) => each.id);
  });

  document.addEventListener("htmx:afterSettle", () => {
    for (const id of open) {
      const details = document.getElementById(id);
      if (details) {
        details.open = true;
      }
    }
    const said = [];
    for (const each of document.querySelectorAll("[data-verdict]")) {
      const was = before.get(each.dataset.verdict);
      if (was !== undefined && was !== each.dataset.says) {
        each.classList.add("changed");
        said.push(body.dataset.changed.replace("{0}", each.dataset.name).replace("{1}", each.dataset.says));
      }
    }
    before = verdicts();
    if (said.length) {
      document.getElementById("live").textContent = said.join(" ");
    }
  });

  // ---- A timeline that is wider than the screen begins where the page's moment is.

  function toTheMoment() {
    for (const scroll of document.querySelectorAll(".drawing .scroll")) {
      const line = scroll.querySelector(".asked line");
      if (line) {
        scroll.scrollLeft = Number(line.getAttribute("x1")) - scroll.clientWidth / 2;
      }
    }
  }

  toTheMoment();
  document.addEventListener("htmx:afterSettle", toTheMoment);

  // ---- The reader's zone, beside UTC, from the first visit on.

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !/(^|; )pactwatch-zone=/.test(document.cookie)) {
    document.cookie = `pactwatch-zone=${zone.replaceAll("/", "%2F")}; path=/; max-age=31536000; samesite=lax`;
    if (zone !== "UTC") {
      const input = document.querySelector(".settings input[name=zone]");
      if (input) {
        input.value = zone;
      }
      refreshSoon();
    }
  }

  // ---- Small things

  document.addEventListener("keydown", (event) => {
    const settings = document.querySelector(".settings[open]");
    if (event.key === "Escape" && settings) {
      settings.open = false;
      settings.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    const settings = document.querySelector(".settings[open]");
    if (settings && !settings.contains(event.target)) {
      settings.open = false;
    }
  });
})();
