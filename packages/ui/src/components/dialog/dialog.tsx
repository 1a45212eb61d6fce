import { useLaterPart } from '../../fetch-later.ts';
import type { DialogProps } from './dialog-props.ts';
import { dialogWindowPart } from './dialog-window-part.ts';

/**
 * What needs an answer before anything else. Takes the focus (itself, so that its words are read, or what carries
 * `data-autofocus`), holds it, gives it back, closes with Escape. Fetched when it opens for the first time.
 */
export function Dialog(props: DialogProps) {
  const part = useLaterPart(dialogWindowPart, props.open);
  return part ? <part.DialogWindow {...props} /> : null;
}
