import type { Reaction } from '@cloudmeet/contracts';
import type { TextKey } from '@cloudmeet/ui';

/** What each reaction is called. */
export const reactionNames: Record<Reaction, TextKey> = {
  '👍': 'reactions.thumbsUp',
  '👏': 'reactions.applause',
  '❤️': 'reactions.heart',
  '😂': 'reactions.laugh',
  '😮': 'reactions.surprise',
  '🎉': 'reactions.celebrate',
};
