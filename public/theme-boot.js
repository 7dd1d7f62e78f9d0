// Before the first paint: wear the remembered theme, so that a dark page never flashes white.
// Kept in step with src/ui/theme/theme.ts. A classic script of its own because the page's CSP forbids inline ones.
(() => {
  let preference = null;
  try {
    preference = localStorage.getItem('intone.theme');
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark =
    preference === 'dark' || (preference !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
