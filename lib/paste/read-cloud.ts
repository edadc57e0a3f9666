import type { Cloud } from '@/lib/microsoft/cloud';

const NAMES: readonly (readonly [RegExp, readonly Cloud[]])[] = [
  [/china|21vianet|世紀互聯|世纪互联/i, ['china']],
  [/\bdod\b/i, ['dod']],
  [/gcc[\s_-]*high/i, ['gcc_high']],
  // GCC without High lives in the global cloud. learn.microsoft.com/graph/deployments
  [/\bgcc\b/i, ['global']],
  [/usgov|us gov/i, ['gcc_high', 'dod']],
  [/azurecloud|global|public|commercial|worldwide/i, ['global']],
];

/** The clouds that a name means, as az, PowerShell and people write it: `AzureUSGovernment` is two. */
export function cloudsOf(name: string): readonly Cloud[] {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? [];
}
