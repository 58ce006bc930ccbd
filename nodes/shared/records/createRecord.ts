import type { IDataObject } from 'n8n-workflow';
import { CallFailed, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { labelOf } from '../values/wireValue';
import { factOf } from './compare';
import { differenceOf, isEmpty } from './difference';
import { braceOf, heldBy, isNamed } from './held';
import { holderOf, kindInWords, NUMBER } from './numberHolder';
import { sendPart } from './parts';
import type { Recognised } from './recognised';
import { fieldsOf, type Held, type Result, type Wanted } from './wanted';
import { write } from './write';

/**
 * Makes the record that was looked for and is not there.
 *
 * @returns the failure with which the PBX refuses it: the record may have appeared meanwhile
 * @throws CallFailed; InputRefused where it lacks what it needs, or its number is taken
 */
export async function createRecord(
	session: Session,
	records: Recognised,
	wanted: Wanted,
): Promise<Result | CallFailed> {
	const { upsert, body, ids, dryRun } = wanted;
	const { create, update, parts } = upsert;
	refuseIncomplete(wanted);
	await refuseTaken(session, wanted);
	const later = parts.filter(({ field, created }) => !created && body[field.name] !== undefined);
	const isLater = (name: string) => later.some(({ field }) => field.name === name);
	const added = Object.keys(body).filter(
		(name) => !isLater(name) && !factOf(create.bodyFields, name) && factOf(update.bodyFields, name),
	);
	const pick = (test: (name: string) => boolean): IDataObject =>
		Object.fromEntries(Object.entries(body).filter(([name]) => test(name)));
	const first = pick((name) => !isLater(name) && !added.includes(name));
	const { changed } = differenceOf(fieldsOf(wanted), body, {});
	const result: Result = {
		operation: 'created',
		changed,
		notCompared: [],
		notKept: [],
		record: body,
		made: {},
	};
	if (dryRun) return result;
	result.made = await wanted.secrets();
	const call = {
		method: create.method,
		route: create.path,
		ids,
		body: { ...first, ...result.made },
	};
	const answer = await write(session, create, call, { absent: true }).catch((error: unknown) => {
		if (error instanceof CallFailed && !error.open && isRefusal(error)) return error;
		throw error;
	});
	if (answer instanceof CallFailed) return answer;
	const { id, ids: ownIds } = await made(answer, session, records, wanted);
	wanted.created?.(id);
	await records.add({ ...body, id });
	if (added.length) {
		const more = pick((name) => added.includes(name));
		await write(session, update, { method: 'POST', route: update.path, ids: ownIds, body: more });
	}
	for (const part of later) await sendPart(session, part, ownIds, body[part.field.name]);
	return { ...result, id };
}

/** The PBX said no to what was sent, whatever code it has for a key that is taken. */
const isRefusal = ({ failure }: CallFailed): boolean => {
	const status = statusOf(failure);
	return status !== undefined && status >= 400 && status < 500 && status !== 401;
};

function refuseIncomplete({ upsert: { create }, body, generated, noun }: Wanted): void {
	const missing = create.bodyFields.find(
		({ required, name }) => required && isEmpty(body[name]) && !generated.includes(name),
	);
	if (!missing) return;
	throw new InputRefused(
		`"${labelOf(missing)}" is empty, and there is no such ${noun} yet: creating it needs one`,
		`Fill it in${missing.generated ? ', or turn on Generate Passwords' : ''}.`,
	);
}

/** A number answers once in a tenant: what else has it must not be found out by a code of the PBX. */
async function refuseTaken(session: Session, wanted: Wanted): Promise<void> {
	const {
		key,
		body,
		noun,
		holderOf: holder = async (each) => await holderOf(session, each),
	} = wanted;
	if (!key.some(({ name }) => name === NUMBER)) return;
	const number = String(body[NUMBER]);
	const type = await holder(number);
	if (type === undefined || type === 'nothing') return;
	throw new InputRefused(
		`${number} is not free for the ${noun}: it belongs to another kind of record, ${kindInWords(type)}`,
		'Nothing was written. Choose another number, or delete what has it.',
	);
}

/** The ids of a new record: some are known by a name, and some calls tell no id. */
async function made(
	answer: unknown,
	session: Session,
	records: Recognised,
	wanted: Wanted,
): Promise<Pick<Held, 'id' | 'ids'>> {
	const brace = braceOf(wanted);
	const told = isNamed(wanted) ? wanted.body[brace] : isRecord(answer) ? answer.id : undefined;
	if (told !== undefined) {
		const id = String(told);
		return { id, ids: { ...wanted.ids, [brace]: id } };
	}
	const held = await heldBy(session, records, wanted, true);
	if (held) return held;
	throw new CallFailed({
		kind: 'incomplete',
		message: 'the PBX took the new record, but does not show it',
		advice: 'Look in the portal whether it is there.',
	});
}
