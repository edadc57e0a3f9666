import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_words/request.ts');

// Read again at each start, so it is this installation's: a proxy may hand on a Host of its own.
const ownHosts = process.env.APP_URL ? [new URL(process.env.APP_URL).host] : [];

/** @type {import('next').NextConfig} */
const config = {
  // Without a root Turbopack looks for lockfiles above the project and may take a stranger's.
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'better-auth', 'undici', '@azure/msal-node'],
  // Types are checked by `npm run check`; a first start should not wait for them.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { allowedOrigins: ownHosts } },
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
        ],
      },
      // Next names no charset for it, which every other text of ours has.
      {
        source: '/:icon(icon\\.svg|favicon\\.ico)',
        headers: [{ key: 'Content-Type', value: 'image/svg+xml; charset=utf-8' }],
      },
    ];
  },
};

export default withNextIntl(config);
