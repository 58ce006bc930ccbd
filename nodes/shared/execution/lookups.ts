import type { IDataObject } from 'n8n-workflow';
import { references } from '../api/references';
import type { Client } from '../../../pbx/client';
import { readAll } from '../../../pbx/lists/readAll';
import { InputRefused } from './inputRefused';
import { Lookup } from './values';

/** Finds ids by what people know a record by; each is asked for once in an execution. */
export class Finder {
	private readonly found = new Map<string, Promise<string>>();

	constructor(private readonly client: Client) {}

	/**
	 * The same value with ids in place of lookups.
	 *
	 * @throws InputRefused when a record does not exist
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
		const matches = await recordsWith(this.client, path, name, value);
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

/**
 * The records of a list that have a value, whatever its case.
 *
 * @param path list call below `/api`
 * @param name the field that is compared
 * @throws RequestFailure
 */
export async function recordsWith(
	client: Client,
	path: string,
	name: string,
	value: string,
): Promise<IDataObject[]> {
	const rows = await readAll(client, path, { filter: filterFor(name, value) }, Infinity);
	// A PBX that took no notice of the filter must not lead to another record.
	return rows.filter((row) => String(row[name]).toLowerCase() === value.toLowerCase());
}

/** Whether the PBX compares with regard to case is not published: both forms are asked for. */
const filterFor = (name: string, value: string): string =>
	[...new Set([value, value.toLowerCase()])]
		.map((each) => `${name} eq '${each.replaceAll("'", "''")}'`)
		.join(' or ');
