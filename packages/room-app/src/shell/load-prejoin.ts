/** The screen before joining, for those who do not come straight in. */
export function loadPrejoin() {
  return import('../screens/prejoin/prejoin-screen.tsx');
}
