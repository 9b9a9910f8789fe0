package org.pactwatch.browser;

/** Whether one can see what has the focus. */
final class Focus {

    /**
     * Says "seen", or what is wrong: there must be a ring, and the thing itself must be on the screen and not under
     * another.
     */
    static final String SEEN = """
            () => {
              const e = document.activeElement;
              if (!e || e === document.body) return 'seen';
              const what = e.outerHTML.slice(0, 160);
              const style = getComputedStyle(e);
              const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              if (!ring) return 'no ring: ' + what;
              const box = [...e.getClientRects()].find(b => b.width > 0 && b.height > 0);
              if (!box) return 'nothing to see: ' + what;
              if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
                return 'off the screen: ' + what;
              const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
              const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
              const top = document.elementFromPoint(x, y);
              if (top && (top === e || e.contains(top) || top.contains(e))) return 'seen';
              return 'covered by ' + (top && top.outerHTML.slice(0, 80)) + ': ' + what;
            }""";

    private Focus() {}
}
