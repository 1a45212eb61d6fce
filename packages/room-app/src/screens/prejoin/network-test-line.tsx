import { useState } from 'react';
import type { CallQuality } from '@cloudmeet/contracts';
import { useText } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { useActions } from '../../page/page-context.tsx';
import styles from './network-test-line.module.css';

type Test = { state: 'idle' } | { state: 'running' } | { state: 'done'; result: CallQuality['result'] };

const words: Record<CallQuality['result'], [what: TextKey, todo: TextKey | null]> = {
  good: ['networkTest.good', null],
  warning: ['networkTest.fair', 'networkTest.fairDetail'],
  bad: ['networkTest.poor', 'networkTest.poorDetail'],
  failed: ['networkTest.failed', null],
};

/** A quiet line that tries the connection when asked, and says what came out. */
export function NetworkTestLine() {
  const { t } = useText();
  const actions = useActions();
  const [test, setTest] = useState<Test>({ state: 'idle' });
  const start = async (): Promise<void> => {
    setTest({ state: 'running' });
    setTest(
      await actions.testCallQuality().then(
        ({ result }): Test => ({ state: 'done', result }),
        // the test itself could not run: that is its result, and the words say so
        (): Test => ({ state: 'done', result: 'failed' }),
      ),
    );
  };
  return (
    <span className={styles.line}>
      <output>{test.state === 'running' ? t('networkTest.running') : <Result test={test} />}</output>
      {test.state === 'running' ? null : (
        <button type="button" className={styles.button} onClick={() => void start()}>
          {test.state === 'idle' ? t('prejoin.testNetwork') : t('networkTest.again')}
        </button>
      )}
    </span>
  );
}

function Result({ test }: { test: Test }) {
  const { t } = useText();
  if (test.state !== 'done') return null;
  const [what, todo] = words[test.result];
  return todo ? `${t(what)} ${t(todo)}` : t(what);
}
