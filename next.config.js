import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_words/request.ts');

// Read again at each start, so it is this installation's: a proxy may hand on a Host of its own.
const ownHosts = process.env.APP_URL ? [new URL(process.env.APP_URL).host] : [];

/** Browser features that no page of ours uses. Passkeys and the clipboard are ours alone; reading it asks the person. */
const closed = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
].map((feature) => `${feature}=()`);
const ours = [
  'clipboard-read',
  'clipboard-write',
  'publickey-credentials-create',
  'publickey-credentials-get',
].map((feature) => `${feature}=(self)`);

/** @type {import('next').NextConfig} */
const config = {
  // Without a root Turbopack looks for lockfiles above the project and may take a stranger's.
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'better-auth', 'undici', '@azure/msal-node'],
  // Types are checked by `npm run check`; a first start should not wait for them.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: {
      allowedOrigins: ownHosts,
      // A form of ours stays below it: see app/_gate/form-size.ts, which says so before anything is sent.
      bodySizeLimit: '256kb',
    },
    // proxy.ts makes Next hold each body in memory; what is longer is cut off, and then refused by the limit above.
    proxyClientMaxBodySize: '512kb',
  },
  poweredByHeader: false,
  // No page shows a picture that would have to be made smaller: nothing answers at /_next/image.
  images: { unoptimized: true },
  reactStrictMode: true,
  // A browser may ask for it before it has read of the icon, and write the 404 to its console.
  async rewrites() {
    return [{ source: '/favicon.ico', destination: '/icon.svg' }];
  },
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'X-Frame-Options', value: 'DENY' },
          // The set-up address carries a token in its query: no address of ours leaves with a link.
          { key: 'Referrer-Policy', value: 'no-referrer' },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
          { key: 'Permissions-Policy', value: [...closed, ...ours].join(', ') },
          // For what shows no page, and for a page that went round proxy.ts, which puts its own in this one's place.
          {
            key: 'Content-Security-Policy',
            value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          },
        ],
      },
      // Next names no charset for it, which every other text of ours has.
      {
        source: '/:icon(icon\\.svg|favicon\\.ico)',
        headers: [{ key: 'Content-Type', value: 'image/svg+xml; charset=utf-8' }],
      },
      {
        // All that may be somebody's own. The build's files and the icon are the same for everybody.
        source: '/((?!_next/static/|icon\\.svg$|favicon\\.ico$).*)',
        headers: [{ key: 'Cache-Control', value: 'private, no-store' }],
      },
    ];
  },
};

export default withNextIntl(config);
