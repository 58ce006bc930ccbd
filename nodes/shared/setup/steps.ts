import type { IDataObject } from 'n8n-workflow';
import { isOneSegment } from '../../../pbx/path';
import { factOf } from '../records/compare';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { wireValue } from '../values/wireValue';
import { bodyOf, entriesOf, type SetupDocument } from './document';
import { fieldsOf, KINDS, kindOf, stageOf, upsertOf, type Kind } from './kinds';
import { nameOf } from './references';

/** One record of the document. */
export interface Step {
	kind: Kind;
	/** By which the record is known, such as `8000`. */
	name: string;
	/** What is wanted, under the names of the document, without lists of its own. */
	body: IDataObject;
	/** The lists of its own that the document has, by the name of the field. */
	members: ReadonlyMap<string, readonly IDataObject[]>;
	/** The record that it stands in. */
	parent?: Step;
}

/** A record in a sentence. */
export const titleOf = ({ kind, name, parent }: Pick<Step, 'kind' | 'name' | 'parent'>): string =>
	`${kind.noun} "${name}"${parent ? ` of ${parent.kind.noun} "${parent.name}"` : ''}`;

/** The record is there outside of the tenant: the tenant itself, and who runs it. */
export const isOfPbx = ({ kind }: Step): boolean =>
	kind.part === 'tenant' || kind.part === 'dealers';

/**
 * The records of a document, checked and in the order in which they are made: each list holds those
 * that do not need one another. Pure.
 *
 * @param timezone of the workflow, for dates that name none
 * @throws InputRefused naming part, record and field
 */
export function stepsOf({ tenant, parts }: SetupDocument, timezone: string): Step[][] {
	const steps = [stepOf(kindOf('tenant'), tenant, timezone)];
	for (const [part, entries] of parts) {
		for (const entry of entries) steps.push(...withInner(kindOf(part), entry, timezone));
	}
	refuseSharedNumbers(steps);
	const stages: Step[][] = [];
	for (const step of steps) (stages[stageOf(step.kind)] ??= []).push(step);
	return stages.filter((stage) => stage !== undefined);
}

function withInner(kind: Kind, entry: IDataObject, timezone: string): Step[] {
	const parent = stepOf(kind, entry, timezone);
	const inner = KINDS.filter(({ within, part }) => within === kind.part && entry[part]);
	return [
		parent,
		...inner.flatMap((each) =>
			entriesOf(each, entry[each.part], `${titleOf(parent)}, ${each.part}`).map((one) =>
				stepOf(each, one, timezone, parent),
			),
		),
	];
}

function stepOf(kind: Kind, entry: IDataObject, timezone: string, parent?: Step): Step {
	const name = nameOf(kind.part, entry);
	const within = parent ? { parent } : {};
	const title = titleOf({ kind, name, ...within });
	// Lists of roles show no ids up to 22.2: the name stands in the path.
	if (kind.part === 'roles' && !isOneSegment(name)) {
		throw new InputRefused(
			`The ${title} has a name that cannot stand in an address`,
			'Give it a name without / and \\ that does not consist of dots.',
		);
	}
	const members = new Map<string, readonly IDataObject[]>();
	for (const { field, key, more = {} } of kind.members ?? []) {
		if (entry[field] === undefined) continue;
		const given = entry[field];
		if (!Array.isArray(given)) {
			throw new InputRefused(`"${field}" of the ${title} must be a list`, 'Write it like ["101"].');
		}
		members.set(
			field,
			given.map((each: unknown) => {
				const one: IDataObject = isRecord(each) ? each : { [key]: each as string };
				if (!isKey(one[key])) {
					throw new InputRefused(
						`"${field}" of the ${title} has an entry without a number or name`,
						'Write numbers and names in quotes: ["101", "102"].',
					);
				}
				return { ...more, ...one, [key]: String(one[key]) };
			}),
		);
	}
	const body = bodyOf(kind, entry);
	return {
		kind,
		name,
		body: kind.part === 'trunks' ? body : checked(kind, body, title, timezone),
		members,
		...within,
	};
}

const isKey = (value: unknown): boolean =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

/** Types of which a value can be checked by itself; what holds keys of other records cannot. */
const CHECKED = new Set([
	...['text', 'integer', 'number', 'boolean', 'choice', 'dateTime', 'weekHours', 'didNumbers'],
	'switches',
]);

/** The body with its values in the form of the API. */
function checked(kind: Kind, body: IDataObject, title: string, timezone: string): IDataObject {
	const fields = fieldsOf(kind);
	return Object.fromEntries(
		Object.entries(body).flatMap(([name, value]) => {
			if (value === null || value === undefined) return [];
			const fact = factOf(fields, name);
			if (!fact || !CHECKED.has(fact.type)) return [[name, value]];
			try {
				const read = wireValue(fact, value, { timezone, secrets: new Set() });
				return read === undefined ? [] : [[name, read as IDataObject]];
			} catch (error) {
				throw atRecord(title, error);
			}
		}),
	) as IDataObject;
}

/** A refusal with the record at which it happened; whatever else was thrown stays as it is. */
export const atRecord = (title: string, error: unknown): unknown =>
	error instanceof InputRefused
		? new InputRefused(`${title}: ${error.message}`, error.advice, error.facts)
		: error;

/** A number answers once in a tenant, whatever kind of record has it. */
function refuseSharedNumbers(steps: readonly Step[]): void {
	const holders = new Map<string, Step>();
	for (const step of steps) {
		const number = numberOf(step);
		if (number === undefined) continue;
		const other = holders.get(number);
		if (other) {
			throw new InputRefused(
				`${number} stands twice in the document: for the ${titleOf(other)} and for the ${titleOf(step)}`,
				'A number answers once in a tenant: give one of them another number.',
			);
		}
		holders.set(number, step);
	}
}

/** The number of the tenant under which a record answers. */
export function numberOf({ kind, body }: Pick<Step, 'kind' | 'body'>): string | undefined {
	if (!upsertOf(kind).create.bodyFields.some(({ name }) => name === 'extension_number'))
		return undefined;
	return body.extension_number === undefined ? undefined : String(body.extension_number);
}
