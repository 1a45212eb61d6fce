import type { Language } from '@cloudmeet/contracts';
import { chooseLanguage } from '@cloudmeet/ui';
import type { Text } from '@cloudmeet/ui';

/** Goes over to the language that is asked for, or to the browser's; stays as it is where nothing is asked. */
export async function speakAs(text: Text, wanted: Language | 'auto' | undefined): Promise<void> {
  if (wanted) await text.setLanguage(chooseLanguage([wanted, ...navigator.languages]));
}
