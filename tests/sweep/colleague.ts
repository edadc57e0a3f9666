import type { TestStaff } from '../support/staff';
import { askRoute, callAction } from './ask';
import type { Build, BuiltAction } from './build';
import { verdictOnCall } from './judge';

/** Where the app under test answers, and what it was built of. */
export interface Target {
  readonly url: string;
  readonly build: Build;
}

/** A staff member who is signed in and calls actions to get something done. */
export interface Colleague {
  readonly cookie: string;
  /** Calls an action that has to succeed. */
  does(action: string, form: Readonly<Record<string, string>>): Promise<void>;
  /** Posts a form to a route handler that has to do it. */
  posts(route: string, form: Readonly<Record<string, string>>): Promise<void>;
  /** The same for one that leads to the page of what it made. @returns the id of that */
  makes(action: string, form: Readonly<Record<string, string>>): Promise<string>;
}

/** Signs in through the form's own action, without a browser. @throws Error when that is refused */
export async function signIn(target: Target, { email, password }: TestStaff): Promise<Colleague> {
  const call = async (name: string, form: Readonly<Record<string, string>>, cookie: string | null) => {
    const page = '/sign-in';
    const answer = await callAction(target.url, actionOf(target, name), {
      page,
      door: 'script',
      form,
      cookie,
    });
    const { verdict, code } = verdictOnCall(answer);
    if (verdict !== 'done') throw new Error(`${name} did not work for the sweep: ${code ?? verdict}`);
    return answer;
  };
  const { cookies } = await call('app/sign-in/actions.ts#enter', { email, password }, null);
  const cookie = cookies.map((each) => each.split(';')[0]).join('; ');
  return {
    cookie,
    async does(name, form) {
      await call(name, form, cookie);
    },
    async posts(route, form) {
      const { verdict, code } = verdictOnCall(await askRoute(target.url, route, 'POST', cookie, form));
      if (verdict !== 'done') throw new Error(`${route} did not work for the sweep: ${code ?? verdict}`);
    },
    async makes(name, form) {
      const { location } = await call(name, form, cookie);
      const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0];
      if (!id) throw new Error(`${name} led to no page of what it made`);
      return id;
    },
  };
}

/** An action of the build by its name. @throws Error when there is none */
export function actionOf({ build }: Target, name: string): BuiltAction {
  const found = build.actions.find((action) => action.name === name);
  if (!found) throw new Error(`the build has no action ${name}`);
  return found;
}
