/** Loads this page anew, the way the person would. */
export function reloadPage(): void {
  window.location.reload();
}
