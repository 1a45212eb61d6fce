import { useRef } from 'react';
import type { RefObject } from 'react';
import { focusToReturnTo } from './return-focus.ts';

export interface DialogFocus {
  /** For the element of the dialog. */
  ref: RefObject<HTMLDivElement | null>;
  onOpenAutoFocus: (event: Event) => void;
  onCloseAutoFocus: (event: Event) => void;
}

/** Gives the focus to a dialog, or to what in it carries `data-autofocus`, and back to where it was. */
export function useDialogFocus(): DialogFocus {
  const ref = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);
  return {
    ref,
    onOpenAutoFocus: (event) => {
      event.preventDefault();
      before.current = focusToReturnTo(document.activeElement);
      (ref.current?.querySelector<HTMLElement>('[data-autofocus]') ?? ref.current)?.focus();
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
