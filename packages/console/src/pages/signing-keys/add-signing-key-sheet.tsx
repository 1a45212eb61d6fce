import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { publicKeyJwkSchema } from '@cloudmeet/contracts';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { CodeBlock } from '../../parts/code/code-block.tsx';
import { Form } from '../../parts/form/form.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';

const example = `import { generateKeyPair, exportJWK } from 'jose';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
console.log(await exportJWK(publicKey));`;

/** A public key to paste. A private one is refused before it is sent anywhere. */
export function AddSigningKeySheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useConsoleText();
  return (
    <Sheet opened={opened} title={t('signing.add')} onClose={onClose}>
      <AddSigningKey onClose={onClose} />
    </Sheet>
  );
}

/** The key in a text, or which text says what is wrong with it. */
function readKey(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'd' in value)
      return { wrong: 'signing.private' } as const;
    const parsed = publicKeyJwkSchema.safeParse(value);
    return parsed.success ? { publicKeyJwk: parsed.data } : ({ wrong: 'signing.notSupported' } as const);
  } catch {
    return { wrong: 'signing.noJson' } as const;
  }
}

function AddSigningKey({ onClose }: { onClose: () => void }) {
  const { t } = useConsoleText();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<'signing.private' | 'signing.notSupported' | 'signing.noJson'>();
  const [add, { error, isLoading }] = api.useAddSigningKeyMutation();
  const notify = useNotify();
  const submit = async () => {
    const key = readKey(text);
    if ('wrong' in key) return setWrong(key.wrong);
    const answer = await add({ addSigningKey: { publicKeyJwk: key.publicKeyJwk } });
    if (answer.error) return;
    notify(t('signing.added'));
    onClose();
  };
  return (
    <Form
      problem={asProblem(error)}
      submitLabel={t('signing.add')}
      isBusy={isLoading}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <Textarea
        label={t('signing.jwk')}
        description={t('signing.jwkHint')}
        placeholder='{ "kty": "OKP", "crv": "Ed25519", "x": "…" }'
        value={text}
        rows={6}
        spellCheck={false}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setWrong(undefined);
        }}
        error={wrong ? t(wrong) : undefined}
        data-autofocus
      />
      <CodeBlock label={t('signing.example')} samples={[{ name: 'Node', language: 'js', code: example }]} />
    </Form>
  );
}
