import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { pathOf } from '../../../pbx/path';
import type { Session } from '../../../pbx/session';
import { references } from '../api/references';
import type { Plan } from '../plan/plan';
import { recordsWith } from '../records/find';
import { InputRefused } from '../values/inputRefused';
import { Lookup } from '../values/wireValue';

/** A call, ready to be sent, and what it changes. */
export interface Resolved {
	call: Omit<Call, 'body'> & { body: IDataObject; ids: Readonly<Record<string, string>> };
	/** The part of the path that names what it changes; absent where there is no order to keep. */
	changes: string | undefined;
}

/** Finds ids by what people know a record by; each is asked for once in a session. */
export class Finder {
	private readonly found = new Map<string, Promise<string>>();

	constructor(private readonly session: Session) {}

	/**
	 * The call of a plan, with ids in place of names.
	 *
	 * @throws InputRefused when a record does not exist; CallFailed
	 */
	async callOf({ method, route, changes, ...plan }: Plan): Promise<Resolved> {
		const { ids, query, body } = await this.resolve({
			ids: plan.ids,
			query: plan.query,
			body: plan.body,
		});
		const call = {
			method,
			route,
			ids: ids as Record<string, string>,
			query: query as Record<string, string>,
			body,
		};
		return { call, changes: changes === undefined ? undefined : pathOf(changes, call.ids) };
	}

	/**
	 * The same value with ids in place of lookups.
	 *
	 * @throws InputRefused when a record does not exist; CallFailed
	 */
	async resolve<T>(value: T): Promise<T> {
		if (value instanceof Lookup) return (await this.idOf(value)) as T;
		if (Array.isArray(value))
			return (await allOf(value.map(async (each) => await this.resolve(each)))) as T;
		if (typeof value !== 'object' || value === null) return value;
		const pairs = Object.entries(value).map(
			async ([name, each]) => [name, await this.resolve(each as unknown)] as const,
		);
		return Object.fromEntries(await allOf(pairs)) as T;
	}

	private async idOf({ ref, value }: Lookup): Promise<string> {
		const known = `${ref} ${value}`;
		const id = this.found.get(known) ?? this.find(ref, value);
		this.found.set(known, id);
		return await id;
	}

	private async find(ref: string, value: string): Promise<string> {
		const { path, title, key } = references[ref];
		const name = key?.name ?? 'name';
		const what = `${title.toLowerCase()} has the ${key?.title.toLowerCase() ?? name} "${value}"`;
		const matches = await recordsWith(this.session, { route: path }, name, value);
		if (matches.length === 1) return String(matches[0].id);
		throw matches.length === 0
			? new InputRefused(
					`No ${what}`,
					`Check the spelling, and whether this account can see the ${title.toLowerCase()}.`,
				)
			: new InputRefused(`More than one ${what}`, 'Pick the one that is meant by its ID.');
	}
}

/** Waits for all also when one fails: a lookup must not outlive the session that it was begun in. */
async function allOf<T>(running: ReadonlyArray<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(running);
	return await Promise.all(running);
}
