import type { IDataObject } from 'n8n-workflow';
import { isOneSegment } from '../../../pbx/path';
import { factOf } from '../records/compare';
import { InputRefused } from '../values/inputRefused';
import { labelOf } from '../values/wireValue';
import { readAt } from './readAt';
import { bodyOf, entriesOf, type SetupDocument } from './document';
import { fieldsOf, KINDS, kindOf, operationOf, stageOf, upsertOf, type Kind } from './kinds';
import { membersIn } from './membersIn';
import { nameOf, wrongPointerIn } from './references';

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
	`${kind.noun}${kind.single ? '' : ` "${name}"`}${parent ? ` of ${parent.kind.noun} "${parent.name}"` : ''}`;

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
	refuseTwice(steps);
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
	const within = parent ? { parent } : {};
	const title = titleOf({ kind, name: nameOf(kind.part, entry), ...within });
	const body = checked(kind, bodyOf(kind, entry), title, timezone);
	// As it is read: one number can be written in several ways.
	const name = nameOf(kind.part, body);
	// Lists of roles show no ids up to 22.2: the name stands in the path.
	if (kind.part === 'roles' && !isOneSegment(name)) {
		throw new InputRefused(
			`The ${title} has a name that cannot stand in an address`,
			'Give it a name without / and \\ that does not consist of dots.',
		);
	}
	const wrong = kind.part === 'roles' ? undefined : wrongPointerIn(body);
	if (wrong) {
		throw new InputRefused(
			`"${wrong}" of the ${title} holds no name`,
			'Write the name by which people know the record, as a text.',
		);
	}
	return { kind, name, body, members: membersIn(kind, entry, title), ...within };
}

/** Types of which a value can be checked by itself; what holds keys of other records cannot. */
const CHECKED = new Set([
	...['text', 'integer', 'number', 'boolean', 'choice', 'dateTime', 'weekHours', 'didNumbers'],
	'switches',
]);

/** What a tenant can have of a trunk of the PBX. */
const ASSIGNED = operationOf('trunk', 'assignToTenant').bodyFields;

/** The body with its values in the form of the API. */
function checked(kind: Kind, body: IDataObject, title: string, timezone: string): IDataObject {
	const fields = kind.part === 'trunks' ? ASSIGNED : fieldsOf(kind);
	return Object.fromEntries(
		Object.entries(body).flatMap(([name, value]) => {
			if (value === null || value === undefined) return [];
			const fact = factOf(fields, name);
			if (!fact || !CHECKED.has(fact.type)) return [[name, value]];
			const read = readAt(title, fact, value, timezone);
			return read === undefined ? [] : [[name, read as IDataObject]];
		}),
	) as IDataObject;
}

/** Fields that no two records share, whatever kind they are; of others only those of one kind differ. */
const EVERYWHERE: Readonly<Record<string, string>> = {
	extension_number: 'A number answers once in a tenant: give one of them another number.',
	mac: 'A device is one phone: take one of them out.',
};

/** Two records of a document that are the same, or that the PBX could not tell apart. */
function refuseTwice(steps: readonly Step[]): void {
	const holders = new Map<string, Step>();
	const hold = (step: Step, place: readonly unknown[], value: string, advice: string) => {
		const at = JSON.stringify([...place, value.toLowerCase()]);
		const other = holders.get(at);
		if (other) {
			throw new InputRefused(
				`${value} stands twice in the document: for the ${titleOf(other)} and for the ${titleOf(step)}`,
				advice,
			);
		}
		holders.set(at, step);
	};
	for (const step of steps) {
		const { kind, name, body, parent } = step;
		for (const field of upsertOf(kind).create.bodyFields) {
			const value = body[field.name];
			const advice = Object.hasOwn(EVERYWHERE, field.name) ? EVERYWHERE[field.name] : undefined;
			if (!(field.unique || advice) || typeof value !== 'string') continue;
			const place = advice ? [field.name] : [kind.part, field.name];
			const told = field.name === 'mac' ? value.replaceAll(/[:.-]/g, '') : value;
			hold(step, place, told, advice ?? `No two have the same "${labelOf(field)}": change one.`);
		}
		hold(step, ['name', kind.part, parent?.name], name, 'Take one of them out.');
	}
}

/** The number of the tenant under which a record answers. */
export function numberOf({ kind, body }: Pick<Step, 'kind' | 'body'>): string | undefined {
	if (!upsertOf(kind).create.bodyFields.some(({ name }) => name === 'extension_number'))
		return undefined;
	return body.extension_number === undefined ? undefined : String(body.extension_number);
}
