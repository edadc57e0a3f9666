import { expect, test } from 'vitest';
import { availableClouds, cloudEndpoints } from '@/lib/microsoft/clouds';
import { pointSandboxCloudAt } from './stage';

pointSandboxCloudAt('');

test('without a sandbox it can neither be chosen nor reached', () => {
  expect(availableClouds()).toEqual(['global', 'gcc_high', 'dod', 'china']);
  expect(() => cloudEndpoints('sandbox')).toThrow('SANDBOX_URL');
});

test.each([
  ['global', 'login.microsoftonline.com', 'graph.microsoft.com', 'entra.microsoft.com'],
  ['gcc_high', 'login.microsoftonline.us', 'graph.microsoft.us', 'entra.microsoft.us'],
  ['dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us', 'entra.microsoft.us'],
  [
    'china',
    'login.partner.microsoftonline.cn',
    'microsoftgraph.chinacloudapi.cn',
    'entra.microsoftonline.cn',
  ],
] as const)('%s signs in at %s and asks for its own Graph', (cloud, login, graph, portal) => {
  expect(cloudEndpoints(cloud)).toMatchObject({
    loginUrl: `https://${login}`,
    graphUrl: `https://${graph}`,
    scope: `https://${graph}/.default`,
    portalUrl: `https://${portal}`,
  });
});
