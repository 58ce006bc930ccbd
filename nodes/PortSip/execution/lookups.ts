import type { IDataObject } from 'n8n-workflow';
import { references } from '../api/references';
import type { Client } from '../transport/client';
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
			return (await Promise.all(value.map((each) => this.resolve(each)))) as T;
		if (typeof value !== 'object' || value === null) return value;
		const pairs = Object.entries(value).map(
			async ([name, each]) => [name, await this.resolve(each as unknown)] as const,
		);
		return Object.fromEntries(await Promise.all(pairs)) as T;
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
		const { body } = await this.client.send({
			method: 'GET',
			path,
			query: { filter: filterFor(name, value), top: '2' },
		});
		const { items = [] } = (body ?? {}) as { items?: IDataObject[] };
		// A PBX that took no notice of the filter must not lead to another tenant.
		const match = items.find((item) => String(item[name]).toLowerCase() === value.toLowerCase());
		if (match) return String(match.id);
		throw new InputRefused(
			`No ${title.toLowerCase()} has the ${name} "${value}"`,
			`Check the spelling, and whether this account can see the ${title.toLowerCase()}.`,
		);
	}
}

/** Whether the PBX compares domains with regard to case is not published: both forms are asked for. */
const filterFor = (name: string, value: string): string =>
	[...new Set([value, value.toLowerCase()])]
		.map((each) => `${name} eq '${each.replaceAll("'", "''")}'`)
		.join(' or ');
