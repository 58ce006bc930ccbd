import type { IDataObject } from 'n8n-workflow';
import { isHidden } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { isRecord } from '../values/isRecord';
import { partOf, VERSION } from './document';
import { exported, exportedMembers } from './exported';
import { severalAtATime } from './inTurn';
import { KINDS, kindOf, upsertOf, type Kind } from './kinds';
import { leftOutOf } from './leftOut';
import { listAt, Lists } from './lists';
import { rowsOf } from './members';
import { nameOf } from './references';
import { settingsOf } from './settings';

/** A tenant to be written down. */
interface ExportJob {
	/** The account's own place. */
	home: Session;
	/** The tenant. */
	inside: Session;
	tenantId: string;
	/** The parts that are wanted, beside the tenant itself. */
	parts: readonly string[];
	/** Says how far it is. */
	progress(text: string): void;
}

/** A tenant as a document, and what is not in it. */
export interface Exported {
	document: IDataObject;
	/** Records by part. */
	records: Record<string, number>;
	/** Secrets that the PBX does not show, or that nobody shall find in a file. */
	secrets: Array<{ part: string; fields: string[]; records: number }>;
	/** Fields that no document can hold. */
	notExpressed: Array<{ part: string; record: string; fields: string[] }>;
	/** Kinds of records that the tenant has and that no document holds, in words. */
	leftOut: string[];
}

/** The parts that an export has where nothing else is said. */
export const USUAL_PARTS: readonly string[] = KINDS.filter(
	({ part, unasked, within }) => part !== 'tenant' && !unasked && !within,
).map(({ part }) => part);

/** The parts whose records others point to by id. */
const POINTED_TO = ['trunks', 'own_trunks', 'ring_groups', 'holidays', 'user_groups'];

/**
 * Reads a tenant as a document: each list once, each record once.
 *
 * @throws CallFailed
 */
export async function exportTenant(job: ExportJob): Promise<Exported> {
	return await new Export(job).all();
}

class Export {
	private readonly lists: Lists;
	private readonly secrets = new Map<string, { fields: Set<string>; records: number }>();
	private readonly notExpressed: Exported['notExpressed'] = [];

	constructor(private readonly job: ExportJob) {
		this.lists = new Lists(job.home, job.inside);
	}

	async all(): Promise<Exported> {
		const { parts } = this.job;
		await this.lists.learn(POINTED_TO);
		const document: IDataObject = { version: VERSION, tenant: await this.tenant() };
		const records: Record<string, number> = {};
		for (const kind of KINDS) {
			if (kind.part === 'tenant' || kind.within || !parts.includes(kind.part)) continue;
			const entries = kind.single ? await this.single(kind) : await this.part(kind);
			if (entries.length) document[kind.part] = partOf(kind, entries);
			if (!kind.single) records[kind.part] = entries.length;
		}
		return {
			document,
			records,
			secrets: [...this.secrets].map(([part, { fields, records: count }]) => ({
				part,
				fields: [...fields],
				records: count,
			})),
			notExpressed: this.notExpressed,
			leftOut: await this.leftOut(),
		};
	}

	/** Who names the parts that are wanted has not asked for others. */
	private async leftOut(): Promise<string[]> {
		const { parts, inside } = this.job;
		return USUAL_PARTS.every((part) => parts.includes(part)) ? await leftOutOf(inside) : [];
	}

	private async tenant(): Promise<IDataObject> {
		const { home, tenantId } = this.job;
		const record = await read(home, '/tenants/{id}', { id: tenantId });
		if (record.dealer_id) await this.lists.learn(['dealers']);
		return this.entryOf(kindOf('tenant'), record);
	}

	private async part(kind: Kind): Promise<IDataObject[]> {
		if (kind.part === 'trunks') return await this.trunks();
		const { home, inside, progress } = this.job;
		const session = kind.home ? home : inside;
		const { get } = upsertOf(kind);
		const brace = get.pathFields.at(-1)?.name ?? 'id';
		const rows = await this.lists.rows(kind);
		progress(`${rows.length} ${kind.part.replaceAll('_', ' ')}`);
		const entries = await severalAtATime(rows, async (row) => {
			const ids = { [brace]: String(row.id ?? row.name) };
			const record = await read(session, get.path, ids);
			const entry = this.entryOf(kind, record);
			for (const members of kind.members ?? []) {
				const found = await rowsOf(session, kind, members, ids);
				const list = exportedMembers(members, found, (id) =>
					this.lists.keyFor([members.ref ?? ''], id),
				);
				if (list.length) entry[members.field] = list;
			}
			for (const each of KINDS.filter(({ within }) => within === kind.part)) {
				const found = await listAt(session, upsertOf(each).list.path, { id: ids[brace] });
				if (found.length) entry[each.part] = found.map((one) => this.entryOf(each, one));
			}
			return entry;
		});
		return this.withoutTwins(kind, entries);
	}

	/** What there is one of; not every PBX has each, and not every account may see it. */
	private async single(kind: Kind): Promise<IDataObject[]> {
		const held = await settingsOf(this.job, kind).catch((error: unknown) => {
			if (isHidden(error)) return {};
			throw error;
		});
		const entry = this.entryOf(kind, held);
		return Object.keys(entry).length ? [entry] : [];
	}

	/** Trunks of the PBX with what the tenant has of them. */
	private async trunks(): Promise<IDataObject[]> {
		const { home, tenantId } = this.job;
		const shared = (await this.lists.rows({ ...kindOf('trunks'), home: false })).filter(
			(row) => row.shared === true,
		);
		return await severalAtATime(shared, async ({ id, name }) => {
			const route = '/providers/{id}/assignees/{tenant_id}';
			const held = await read(home, route, { id: String(id), tenant_id: tenantId });
			return {
				trunk: name,
				...(held.did_numbers ? { did_numbers: held.did_numbers } : {}),
				...(held.concurrency === undefined ? {} : { concurrency: held.concurrency }),
			};
		});
	}

	private entryOf(kind: Kind, record: IDataObject): IDataObject {
		const { entry, secrets, left } = exported(kind, record, this.lists.keyFor);
		if (secrets.length) {
			const known = this.secrets.get(kind.part) ?? { fields: new Set<string>(), records: 0 };
			for (const name of secrets) known.fields.add(name);
			known.records++;
			this.secrets.set(kind.part, known);
		}
		if (left.length) this.tell(kind, entry, left);
		return entry;
	}

	private tell(kind: Kind, entry: IDataObject, fields: string[]): void {
		this.notExpressed.push({ part: kind.part, record: nameOf(kind.part, entry), fields });
	}

	/** Of records that nothing tells apart, none can be found again: they are told, and left out. */
	private withoutTwins(kind: Kind, entries: IDataObject[]): IDataObject[] {
		const counts = new Map<string, number>();
		const keyIn = (entry: IDataObject) => nameOf(kind.part, entry).toLowerCase();
		for (const entry of entries) counts.set(keyIn(entry), (counts.get(keyIn(entry)) ?? 0) + 1);
		return entries.filter((entry) => {
			if (keyIn(entry) && counts.get(keyIn(entry)) === 1) return true;
			this.tell(kind, entry, ['(another record has the same key)']);
			return false;
		});
	}
}

async function read(
	session: Session,
	route: string,
	ids: Readonly<Record<string, string>>,
): Promise<IDataObject> {
	const { body } = await session.send({ method: 'GET', route, ids, needsBody: true });
	return isRecord(body) ? body : {};
}
