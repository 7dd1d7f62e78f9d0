/**
 * Keeps the keyboard's place in `main`: where the element that had the focus is taken away (its stage was left, its
 * notice dismissed), the browser drops the focus to the body, and it is given to the stage's heading instead.
 * Returns what ends it.
 */
export function keepFocus(main: HTMLElement): () => void {
  let held: Element | null = null;

  const remember = ({ target }: FocusEvent) => {
    held = target instanceof Element && main.contains(target) ? target : null;
  };
  const observer = new MutationObserver(() => {
    if (held === null || held.isConnected || document.activeElement !== document.body) return;
    // A stage that is still being fetched has no heading yet: its coming is a change too.
    main.querySelector('h1')?.focus({ preventScroll: true });
  });

  document.addEventListener('focusin', remember);
  observer.observe(main, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
