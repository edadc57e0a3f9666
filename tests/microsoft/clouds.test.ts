import { expect, test } from 'vitest';
import { availableClouds, cloudEndpoints } from '@/lib/microsoft/clouds';
import { pointSandboxCloudAt } from './stage';

pointSandboxCloudAt('');

test('without a sandbox it can neither be chosen nor reached', () => {
  expect(availableClouds()).toEqual(['global', 'gcc_high', 'dod', 'china']);
  expect(() => cloudEndpoints('sandbox')).toThrow('SANDBOX_URL');
});

test.each([
  ['global', 'login.microsoftonline.com', 'graph.microsoft.com', 'entra.microsoft.com', 'portal.azure.com'],
  ['gcc_high', 'login.microsoftonline.us', 'graph.microsoft.us', 'entra.microsoft.us', 'portal.azure.us'],
  ['dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us', 'entra.microsoft.us', 'portal.azure.us'],
  [
    'china',
    'login.partner.microsoftonline.cn',
    'microsoftgraph.chinacloudapi.cn',
    'entra.microsoftonline.cn',
    'portal.azure.cn',
  ],
] as const)('%s signs in at %s and asks for its own Graph', (cloud, login, graph, portal, azurePortal) => {
  expect(cloudEndpoints(cloud)).toMatchObject({
    loginUrl: `https://${login}`,
    graphUrl: `https://${graph}`,
    scope: `https://${graph}/.default`,
    portalUrl: `https://${portal}`,
    azurePortalUrl: `https://${azurePortal}`,
  });
});
