// Keeps what a monitor types, on a bad network too. The form works without it. What makes one report of many sendings is
// the key inside the form, not this script: it only takes care never to change it.
"use strict";
(() => {
  const PREFIX = "pactwatch-draft:";
  const APART = ["_csrf", "do"];
  const SOURCE = /^source\./;
  let pending = null;

  const form = () => document.getElementById("report");
  const slot = (f) => PREFIX + f.dataset.who + ":" + f.dataset.draft;
  const say = (text, ...buttons) => {
    const note = document.getElementById("draft");
    if (note) note.replaceChildren(...(text ? [paragraph(text, buttons)] : []));
  };
  const paragraph = (text, buttons) => {
    const p = document.createElement("p");
    p.className = "note";
    p.append(text + " ", ...buttons);
    return p;
  };
  const button = (text, then) => {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "quiet";
    b.textContent = text;
    b.addEventListener("click", then);
    return b;
  };

  // A browser may refuse to keep anything; then the form is what it is without this script.
  const keep = (f) => {
    try {
      const confidential = f.elements["source.confidential"].checked;
      const fields = [];
      for (const [name, value] of new FormData(f)) {
        if (APART.includes(name) || (confidential && SOURCE.test(name) && name !== "source.confidential")) continue;
        fields.push([name, value]);
      }
      localStorage.setItem(slot(f), JSON.stringify(fields));
      return true;
    } catch { return false; }
  };
  const drop = (f) => { try { localStorage.removeItem(slot(f)); } catch { /* nothing was kept */ } };
  const kept = (f) => { try { return JSON.parse(localStorage.getItem(slot(f))); } catch { return null; } };

  // Whoever is signed in now never sees, nor leaves lying, what somebody else has typed.
  const dropOthers = (f) => {
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(PREFIX) && !name.startsWith(PREFIX + f.dataset.who + ":")) localStorage.removeItem(name);
      }
    } catch { /* nothing was kept */ }
  };

  const typed = (fields) => fields.some(([name, value]) => name !== "key" && name !== "zone" && value !== "");

  const restore = () => {
    const f = form();
    if (f) dropOthers(f);
    const fields = f && kept(f);
    // What the server sent back filled in is newer than what is kept.
    const empty = f && !document.getElementById("faults") && !document.getElementById("preview");
    if (!fields || !empty || !typed(fields)) return;
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
    for (const element of f.elements) {
      if (!element.name || APART.includes(element.name)) continue;
      const said = values.get(element.name);
      if (element.type === "checkbox") element.checked = !!said && said.includes(element.value);
      else if (said) element.value = said[0];
    }
    for (const details of f.querySelectorAll("details")) {
      details.open = details.open || [...details.querySelectorAll("input, select")].some((e) => e.type === "checkbox" ? e.checked : e.value !== "");
    }
    say(f.dataset.restored, button(f.dataset.discard, () => { drop(f); location.reload(); }));
  };

  const busy = (f, is) => { for (const b of f.querySelectorAll("button[type=submit]")) b.disabled = is; };

  const send = async (f, how) => {
    const data = new URLSearchParams(new FormData(f));
    if (how.button) data.set("do", how.button);
    busy(f, true);
    say(f.dataset.sending);
    let answer;
    try {
      answer = await fetch(how.action, { method: "POST", body: data, headers: { Accept: "text/html" }, credentials: "same-origin" });
    } catch {
      pending = how;
      busy(f, false);
      say(f.dataset.offline, button(f.dataset.retry, retry));
      return;
    }
    pending = null;
    if (answer.redirected && answer.ok) {
      drop(f);
      location.assign(answer.url);
      return;
    }
    const text = await answer.text().catch(() => "");
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("report")) {
      // Signed out meanwhile, or the server is not well: what was typed stays where it is.
      const why = page.querySelector("#content p");
      busy(f, false);
      say(f.dataset.failed + (why ? " " + why.textContent.trim() : ""), button(f.dataset.retry, () => send(f, how)));
      return;
    }
    document.getElementById("main").replaceWith(document.importNode(page.getElementById("main"), true));
    document.title = page.title;
    const next = document.getElementById("faults") || document.getElementById("preview");
    if (next) { next.focus(); next.scrollIntoView(); }
  };
  const retry = () => { const f = form(); if (f && pending) send(f, pending); };

  const changed = (event) => {
    const f = form();
    if (!f || !f.contains(event.target)) return;
    keep(f);
    if (event.target.name === "source.confidential") say(event.target.checked ? f.dataset.confidential : "");
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("submit", (event) => {
    const f = event.target;
    if (f.getAttribute("action") === "/sign-out") {
      // Whoever comes after on this device is somebody else.
      try {
        for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
      } catch { /* nothing was kept */ }
      return;
    }
    if (f !== form()) return;
    event.preventDefault();
    keep(f);
    const by = event.submitter;
    send(f, { button: by && by.name === "do" ? by.value : "check", action: (by && by.getAttribute("formaction")) || f.getAttribute("action") });
  });
  addEventListener("online", retry);
  restore();
})();
