'use client';

import { useState } from 'react';
import { CodeForm } from './code-form';
import { PasskeyButton } from './passkey-button';
import { ProviderButton } from './provider-button';
import { SignInForm } from './sign-in-form';

/**
 * The sign-in: the password and, for whoever has a second factor, the code after it in the same place; or a passkey in the
 * place of both, or the identity provider, if there is one.
 */
export function SignIn({ provider }: { provider: string | null }) {
  const [step, setStep] = useState<'password' | 'code'>('password');
  if (step === 'code') return <CodeForm onBack={() => setStep('password')} />;
  return (
    <>
      <SignInForm onCodeWanted={() => setStep('code')} />
      <PasskeyButton />
      {provider === null ? null : <ProviderButton name={provider} />}
    </>
  );
}
