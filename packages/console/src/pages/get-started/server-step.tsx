import { useConfig } from '../../config/use-config.ts';
import { CodeBlock } from '../../parts/code/code-block.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { serverSamples } from './samples.ts';

/** Code for the admin's server. */
export function ServerStep() {
  const { t } = useConsoleText();
  return <CodeBlock label={t('getStarted.server')} samples={serverSamples(useConfig())} />;
}
