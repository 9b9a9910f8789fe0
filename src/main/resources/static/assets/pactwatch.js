// What a page does beyond being a page. Without it everything is still there; with it, it stays current by itself.
"use strict";
(() => {
  const body = document.body;
})();
