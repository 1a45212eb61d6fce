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
const sideMargins = 16;
const caretWidth = 40;
const iconWidth = 44;
/** Below 420 px fingers are at work: wider buttons, wider margins. */
const narrowBelow = 420;
const narrowIconWidth = 52;
/** A 12 px letter, as Geist and Inter draw it on average in words. */
const letterWidth = 6.4;
const wordsFrom = 480;
const centredFrom = 900;

/** Width of a button with its word: at rest, and `compact` once something had to leave the bar. */
const roomy = { widthMin: 72, padding: 16 };
const compact = { widthMin: 56, padding: 12 };

/**
 * Chooses what a bar of `width` px shows. Words from 480 px; below that icons alone. What does not fit moves under
 * More, one after the other (`collapse` 1 to 3: React, People, Share); words go before anything else would. A width
 * of 0 (not measured yet) shows all.
 */
export function planControlBar(
  controls: readonly PlannedControl[],
  leaveLabel: string,
  width: number,
): ControlBarPlan {
  if (width === 0 || fitsCentred(controls, leaveLabel, width)) {
    return { words: true, carets: true, centred: true, collapsed: new Set() };
  }
  for (const words of width >= wordsFrom ? [true, false] : [false]) {
    for (const level of [0, 1, 2, 3]) {
      const shown = controls.filter(({ collapse }) => collapse === undefined || collapse > level);
      const labels = [...shown.map(({ label }) => label), leaveLabel];
      const needed = words ? wordsLength(labels, level === 0 ? roomy : compact) : iconsLength(labels, width);
      if (needed <= width) return narrowPlan(words, controls, shown);
    }
  }
  const kept = controls.filter(({ collapse }) => collapse === undefined);
  return narrowPlan(false, controls, kept);
}

function fitsCentred(controls: readonly PlannedControl[], leaveLabel: string, width: number): boolean {
  const labels = controls.map(({ label }) => label);
  const carets = controls.filter(({ caret }) => caret).length * caretWidth;
  const bar = wordsLength(labels, roomy) + carets;
  return width >= centredFrom && bar + 2 * wordsLength([leaveLabel], roomy) <= width;
}

function wordsLength(labels: readonly string[], { widthMin, padding }: typeof roomy): number {
  const widths = labels.map((label) => Math.max(widthMin, label.length * letterWidth + padding));
  return widths.reduce((total, one) => total + one + gap, sideMargins - gap);
}

function iconsLength(labels: readonly string[], width: number): number {
  const button = width < narrowBelow ? narrowIconWidth : iconWidth;
  const margins = width < narrowBelow ? 2 * sideMargins : sideMargins;
  return labels.length * (button + gap) - gap + margins;
}

function narrowPlan(
  words: boolean,
  controls: readonly PlannedControl[],
  shown: readonly PlannedControl[],
): ControlBarPlan {
  const shownIds = new Set(shown.map(({ id }) => id));
  const collapsed = new Set(controls.map(({ id }) => id).filter((id) => !shownIds.has(id)));
  return { words, carets: false, centred: false, collapsed };
}
