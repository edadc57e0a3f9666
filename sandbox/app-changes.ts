import type { App } from './directory';

/** What an administrator can change about an app while the sandbox runs. */
export type AppChange = Partial<
  Pick<
    App,
    | 'enabled'
    | 'blockedByConditionalAccess'
    | 'roles'
    | 'rbacScope'
    | 'rbacReadWriteScope'
    | 'accessPolicy'
    | 'secrets'
  >
>;

/** Changes made since the start, over what the directory says. */
export interface AppChanges {
  /** From `at` on the app is otherwise: a grant takes a while to be known everywhere. */
  make(clientId: string, change: AppChange, at: Date): void;
  /** The app as it is at `now`. */
  of(app: App, now: Date): App;
  clear(): void;
}

/** No change yet. */
export function createAppChanges(): AppChanges {
  let made: { readonly clientId: string; readonly change: AppChange; readonly at: number }[] = [];
  return {
    make(clientId, change, at) {
      made = [...made, { clientId: clientId.toLowerCase(), change, at: at.getTime() }].slice(-1_000);
    },
    of(app, now) {
      const due = made.filter(({ clientId, at }) => clientId === app.clientId && at <= now.getTime());
      // In the order in which they take effect; of those at once, in the order in which they were made.
      const inOrder = due.sort((one, other) => one.at - other.at).map(({ change }) => change);
      return Object.assign({ ...app }, ...inOrder) as App;
    },
    clear() {
      made = [];
    },
  };
}
