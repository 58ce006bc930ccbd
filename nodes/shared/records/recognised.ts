import type { IDataObject } from 'n8n-workflow';
import { PAGE, pageOf, readPage, type ListCall } from '../../../pbx/lists/paging';
import { readAll } from '../../../pbx/lists/readAll';
import type { Session } from '../../../pbx/session';
import type { Field, Operation } from '../api/types';
import { hasFilters } from '../parameters/standard';
import { anyOf, equals } from '../values/filterText';
import { InputRefused } from '../values/inputRefused';
import { labelOf } from '../values/wireValue';
import { entries } from './compare';
import { isEmpty } from './difference';

/**
 * The records of one list, recognised by their key. Where many items ask, the list is read once;
 * a few are looked for one by one.
 */
export class Recognised {
	/** All records, once the list was read. */
	private all: Promise<Map<string, IDataObject[]> | undefined> | undefined;
	/** The PBX gives what an update leaves out the value of a new record. */
	resets = false;

	/**
	 * @param list the row of the list
	 * @param ids what stands in the braces of its path
	 * @param key the fields by which a record is recognised
	 * @param expected how many records will be asked for, as far as that is known
	 * @param always every record has the first field of the key
	 */
	constructor(
		private readonly session: Session,
		private readonly list: Operation,
		private readonly ids: Readonly<Record<string, string>>,
		private readonly key: readonly Field[],
		private readonly expected: number,
		private readonly always: boolean,
	) {}

	/**
	 * The records with these values in the fields of the key.
	 *
	 * @param fresh reads the whole list, whatever is known already
	 * @throws CallFailed; InputRefused where the list does not show the key
	 */
	async find(values: Readonly<IDataObject>, fresh = false): Promise<readonly IDataObject[]> {
		const wanted = this.keyOf(values);
		if (fresh) this.all = this.readWhole();
		this.all ??= this.first();
		const known = await this.all;
		if (known) return known.get(wanted) ?? [];
		const rows = await readAll(this.session, this.call({ filter: this.filter(values) }), Infinity);
		// A PBX that took no notice of the filter must not lead to another record.
		return this.indexed(rows).get(wanted) ?? [];
	}

	/** A record that was made meanwhile. */
	async add(record: IDataObject): Promise<void> {
		const known = await this.all;
		const key = this.keyOf(record);
		known?.set(key, [...(known.get(key) ?? []), record]);
	}

	/** Reads the list as far as that is worth while: undefined where filters take fewer requests. */
	private async first(): Promise<Map<string, IDataObject[]> | undefined> {
		if (!hasFilters(this.list.paging)) return await this.readWhole();
		if (!this.key.some(({ type }) => FILTERED.has(type))) return await this.readWhole();
		if (this.expected < FEW) return undefined;
		const { rows, count = Infinity } = await readPage(this.session, this.call(), 0, PAGE);
		if (rows.length >= count) return this.indexed(rows);
		return count / PAGE < this.expected ? await this.readWhole() : undefined;
	}

	private async readWhole(): Promise<Map<string, IDataObject[]>> {
		if (this.list.paging !== 'none') {
			return this.indexed(await readAll(this.session, this.call(), Infinity));
		}
		const { body } = await this.session.send({ method: 'GET', ...this.call() });
		return this.indexed(pageOf(body).rows);
	}

	private call(query: Readonly<Record<string, string>> = {}): ListCall {
		return { route: this.list.path, ids: this.ids, query };
	}

	/** Only the key and the id are kept of each record: lists can be long. */
	private indexed(rows: readonly IDataObject[]): Map<string, IDataObject[]> {
		const [first] = this.key;
		const isHidden = rows.every((row) => row[first.name] === undefined);
		if (this.always && rows.length && isHidden) {
			throw new InputRefused(
				`The list of the PBX does not show "${labelOf(first)}", so no record can be recognised by it`,
				'Use Create and Update in its place.',
			);
		}
		const index = new Map<string, IDataObject[]>();
		const names = ['id', 'name', ...this.key.map(({ name }) => name)];
		for (const row of rows) {
			const key = this.keyOf(row);
			const short = Object.fromEntries(names.map((name) => [name, row[name]])) as IDataObject;
			index.set(key, [...(index.get(key) ?? []), short]);
		}
		return index;
	}

	private keyOf(values: Readonly<IDataObject>): string {
		return keyText(this.key, values);
	}

	/** Whether the PBX compares with regard to case is not published: both forms are asked for. */
	private filter(values: Readonly<IDataObject>): string {
		return this.key
			.filter(({ type, name }) => FILTERED.has(type) && !isEmpty(values[name]))
			.map(({ name }) => {
				const value = String(values[name]);
				const forms = [...new Set([value, value.toLowerCase()])];
				return anyOf(forms.map((each) => equals(name, each)));
			})
			.join(' and ');
	}
}

/** From so many items on, the list is looked at first. */
const FEW = 3;

/** Types whose values a filter can be asked for: whether numbers go in quotes is not published. */
const FILTERED = new Set<Field['type']>(['text', 'choice', 'reference']);

/** The values of a key as one text: equal for what is the same record. */
export const keyText = (key: readonly Field[], values: Readonly<IDataObject>): string =>
	JSON.stringify(
		key.map(({ name, type }) => {
			const value = values[name];
			if (value === undefined || value === null) return '';
			return type === 'didNumbers' ? entries(value) : String(value).trim().toLowerCase();
		}),
	);
