import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../pbx/lists/readAll';
import { pageOf } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { kindOf, upsertOf, type Kind } from './kinds';
import { nameOf, withKeys } from './references';

/** Resources whose records answer under a number of the tenant. */
const NUMBERED = [
	...['extension', 'ringGroup', 'callQueue', 'virtualReceptionist', 'sharedVoicemail'],
	...['conferenceRoom', 'hotDesk'],
];

/** The lists of a PBX, each read once: what records there are, and which id has which name. */
export class Lists {
	private readonly known = new Map<string, Promise<IDataObject[]>>();
	private readonly names = new Map<string, ReadonlyMap<string, string>>();
	private readonly called = new Map<Kind, Promise<ReadonlySet<string>>>();
	private holders: Promise<ReadonlyMap<string, string>> | undefined;

	/**
	 * @param home the account's own place
	 * @param inside the tenant
	 */
	constructor(
		private readonly home: Session,
		private readonly inside: Session,
	) {}

	/** The rows of a part, those left out that are nobody's to change. */
	async rows(kind: Kind): Promise<IDataObject[]> {
		return (await this.listed(kind)).filter((row) => !kind.isFixed?.(row));
	}

	/** What the records of a part are called, in small letters, also those that are nobody's to change. */
	async all(kind: Kind): Promise<ReadonlySet<string>> {
		const known = this.called.get(kind) ?? this.listed(kind).then((rows) => namesOf(kind, rows));
		this.called.set(kind, known);
		return await known;
	}

	private async listed(kind: Kind): Promise<IDataObject[]> {
		const session = kind.home ? this.home : this.inside;
		return await this.read(session, upsertOf(kind).list, kind.home === true);
	}

	/**
	 * Reads the lists of some parts, so that their records are known by their ids.
	 *
	 * @throws CallFailed
	 */
	async learn(parts: Iterable<string>): Promise<void> {
		for (const part of parts) {
			if (this.names.has(part)) continue;
			const kind = kindOf(part);
			// The trunks that a tenant may use, whoever made them, are those that it sees.
			const rows = await this.rows(part === 'trunks' ? { ...kind, home: false } : kind);
			const shown = rows.map((row) => [String(row.id), nameOf(part, row)] as const);
			this.names.set(part, new Map(shown));
		}
	}

	/** The name of the record with an id, in lists that were learnt. */
	readonly keyFor = (parts: readonly string[], id: string): string | undefined =>
		parts.map((part) => this.names.get(part)?.get(id)).find((name) => name !== undefined);

	/** The id of the record with a name, in lists that were learnt. */
	idOf(part: string, key: string): string | undefined {
		const wanted = key.trim().toLowerCase();
		for (const [id, name] of this.names.get(part) ?? []) {
			if (name.toLowerCase() === wanted) return id;
		}
		return undefined;
	}

	/** A row with keys in place of ids, as far as they are known. */
	keyed = (row: IDataObject): IDataObject =>
		withKeys(row, this.keyFor, () => undefined) as IDataObject;

	/** What has a number of the tenant, in words; undefined where it is free. */
	async holderOf(number: string): Promise<string | undefined> {
		this.holders ??= this.allHolders();
		return (await this.holders).get(number);
	}

	private async allHolders(): Promise<ReadonlyMap<string, string>> {
		const holders = new Map<string, string>();
		for (const resource of NUMBERED) {
			const list = findOperation(resource, 'getMany');
			const noun = findOperation(resource, 'get')?.action.replace(/^Get /, '') ?? resource;
			for (const row of list ? await this.read(this.inside, list, false) : []) {
				if (row.extension_number) holders.set(String(row.extension_number), noun);
			}
		}
		return holders;
	}

	private async read(session: Session, list: Operation, home: boolean): Promise<IDataObject[]> {
		const at = `${home ? 'home' : 'inside'} ${list.path}`;
		const rows = this.known.get(at) ?? rowsOf(session, list);
		this.known.set(at, rows);
		return await rows;
	}
}

const namesOf = ({ part }: Kind, rows: readonly IDataObject[]): ReadonlySet<string> =>
	new Set(rows.map((row) => nameOf(part, row).toLowerCase()));

/** A list below a record, which the PBX gives whole. */
export const listAt = async (
	session: Session,
	route: string,
	ids: Readonly<Record<string, string>>,
): Promise<IDataObject[]> =>
	pageOf((await session.send({ method: 'GET', route, ids, needsBody: true })).body).rows;

async function rowsOf(session: Session, { path, paging }: Operation): Promise<IDataObject[]> {
	if (paging !== 'none') return await readAll(session, { route: path }, Infinity);
	return pageOf((await session.send({ method: 'GET', route: path })).body).rows;
}
