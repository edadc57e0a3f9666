import { Code } from '@/app/_ui/code';

/** The codes of others that one outcome stands for. */
export function RawCodes({ codes }: { codes: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {codes.map((code) => (
        <li key={code} className="min-w-0">
          <Code className="text-muted text-tiny">{code}</Code>
        </li>
      ))}
    </ul>
  );
}
