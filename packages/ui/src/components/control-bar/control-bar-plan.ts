/** How a bar of a given width shows itself. */
export interface ControlBarPlan {
  /** Icon over a word, or the icon alone. */
  words: boolean;
  /** Whether device menus have a caret beside their button. */
  carets: boolean;
  /** Centred on the whole width, with leave apart at the right. */
  centred: boolean;
  /** Ids that stand under More instead of in the bar. */
  collapsed: ReadonlySet<string>;
}

/** What the plan needs to know of a control. */
export interface PlannedControl {
  id: string;
  label: string;
  caret: boolean;
  collapse?: 1 | 2 | 3 | undefined;
}

const gap = 4;
const caretWidth = 36;
const iconWidth = 44;
/** Below 420 px fingers are at work: wider buttons, wider margins. */
const narrowBelow = 420;
const narrowIconWidth = 52;
/** 12 px letters, a little wider than Geist and Inter draw them, so that no word is cut. */
const letterWidth = 6.8;
const wordsFrom = 480;
const centredFrom = 900;

/**
 * Chooses what a bar of `width` px shows. Words from 480 px; below that icons alone, and React, People and Share
 * (`collapse` 1 to 3) move under More, one after the other, until everything fits. A width of 0 (not measured yet)
 * shows all.
 */
export function planControlBar(
  controls: readonly PlannedControl[],
  leaveLabel: string,
  width: number,
): ControlBarPlan {
  const none = new Set<string>();
  if (width === 0) return { words: true, carets: true, centred: true, collapsed: none };
  const wordWidth = (label: string, widthMin: number) => Math.max(widthMin, label.length * letterWidth + 16);
  const sum = (widths: readonly number[]) => widths.reduce((total, one) => total + one + gap, 2 * 12);
  const worded = (shown: readonly PlannedControl[], carets: boolean, widthMin: number) =>
    sum([
      ...shown.map(({ label, caret }) => wordWidth(label, widthMin) + (carets && caret ? caretWidth : 0)),
      wordWidth(leaveLabel, widthMin),
    ]);
  const leave = wordWidth(leaveLabel, 72) + gap;
  if (width >= centredFrom && worded(controls, true, 72) + leave <= width) {
    return { words: true, carets: true, centred: true, collapsed: none };
  }
  const words = width >= wordsFrom;
  for (let level = 0; level <= 3; level += 1) {
    const shown = controls.filter(({ collapse }) => collapse === undefined || collapse > level);
    const icon = width < narrowBelow ? narrowIconWidth : iconWidth;
    const needed = words
      ? worded(shown, false, level === 0 ? 72 : 56)
      : sum([...shown, leaveLabel].map(() => icon));
    if (needed > width && level < 3) continue;
    const shownIds = new Set(shown.map(({ id }) => id));
    const collapsed = new Set(controls.map(({ id }) => id).filter((id) => !shownIds.has(id)));
    return { words: words && needed <= width, carets: false, centred: false, collapsed };
  }
  return { words: false, carets: false, centred: false, collapsed: none };
}
