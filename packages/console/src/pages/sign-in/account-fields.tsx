import { PasswordInput, TextInput } from '@mantine/core';
import { useConsoleText } from '../../text/use-console-text.tsx';

export interface Account {
  email: string;
  password: string;
}

export interface AccountFieldsProps extends Account {
  /** `new`: it is being chosen, so the browser offers one. */
  passwordIs: 'current' | 'new';
  /** What is wrong with each, from the server. */
  errors?: { email?: string | undefined; password?: string | undefined };
  onChange: (account: Account) => void;
}

/** E-mail and password, as password managers know them. */
export function AccountFields({ email, password, passwordIs, errors = {}, onChange }: AccountFieldsProps) {
  const { t } = useConsoleText();
  return (
    <>
      <TextInput
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        value={email}
        error={errors.email}
        onChange={({ currentTarget }) => onChange({ email: currentTarget.value, password })}
      />
      <PasswordField
        label={t('signIn.password')}
        value={password}
        isNew={passwordIs === 'new'}
        error={errors.password}
        onChange={(value) => onChange({ email, password: value })}
      />
    </>
  );
}

export interface PasswordFieldProps {
  label: string;
  value: string;
  isNew: boolean;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A password that can be shown. */
export function PasswordField({ label, value, isNew, error, onChange }: PasswordFieldProps) {
  const { t } = useConsoleText();
  return (
    <PasswordInput
      label={label}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      {...(isNew ? { description: t('signIn.passwordHint') } : {})}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
