import type { ReactNode } from 'react';

export interface DialogProps {
  open: boolean;
  /** Left out where one of the buttons has to be chosen: then nothing else closes it. */
  onClose?: () => void;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the one that does it last. */
  actions?: ReactNode;
  /** 420 px wide, or 640. On a narrow page it is a sheet at the bottom. */
  size?: 'medium' | 'large';
}
