/**
 * Where the focus belongs after something that covers the page: what has it now, or, when that stands in a menu about
 * to vanish, the button that opened the menu.
 */
export function focusToReturnTo(element: Element | null): HTMLElement | null {
  let target = element;
  let menu = target?.closest('[role="menu"]') ?? null;
  while (menu) {
    target = document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
    menu = target?.closest('[role="menu"]') ?? null;
  }
  return target instanceof HTMLElement && target !== document.body ? target : null;
}
