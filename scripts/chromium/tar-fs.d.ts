// tar-fs brings no types; this is the one function that is used here.
declare module 'tar-fs' {
  /** Unpacks a tar stream into a folder. */
  export function extract(folder: string): NodeJS.WritableStream;
}
