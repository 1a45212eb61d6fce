/** The screen for a meeting that is over for this page. */
export function loadEndings() {
  return import('../screens/status/ending-screen.tsx');
}
