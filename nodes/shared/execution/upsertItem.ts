import type { IDataObject } from 'n8n-workflow';
import type { Session } from '../../../pbx/session';
import { inSentence } from '../api/names';
import type { Operation, Upsert } from '../api/types';
import type { Plan } from '../plan/plan';
import type { UpsertPlan } from '../plan/upsertPlan';
import { keyText, Recognised } from '../records/recognised';
import { shownOf } from '../records/sent';
import { upsert } from '../records/upsert';
import { fieldsOf, type Wanted } from '../records/wanted';
import { namedIds } from './items';
import type { Resolved } from './resolve';

/** An item whose record is created or updated. */
interface UpsertJob {
	session: Session;
	plan: Plan;
	call: Resolved['call'];
	/** The tenant that is acted in. */
	tenant: string | undefined;
	/** How many items of the run go to the same place. */
	expected: number;
	/** Makes up the secrets that are left to the node. */
	secrets(): Promise<IDataObject>;
}

/** The records that sessions were asked for, by list and key. */
const seen = new WeakMap<Session, Map<string, Recognised>>();

/**
 * The item of a record that is created or updated: what became of it, and with Simplify off the
 * record.
 *
 * @throws CallFailed, InputRefused
 */
export async function upsertItem(job: UpsertJob): Promise<IDataObject> {
	const { session, plan, call, tenant, secrets } = job;
	const { operation, generated } = plan;
	const made = operation.upsert as Upsert;
	const { key, sendsSecrets } = plan.upsert as UpsertPlan;
	const wanted: Wanted = {
		upsert: made,
		noun: nounOf(operation),
		key,
		ids: call.ids,
		body: call.body,
		sendsSecrets,
		dryRun: plan.rehearsal,
		secrets,
		generated: generated.fields.map(({ name }) => name),
	};
	const result = await upsert(session, recordsOf(job, made, key), wanted);
	const { id, operation: became, changed, notCompared, notKept, record } = result;
	const told = generated.returned ? result.made : {};
	return {
		...(plan.simple ? {} : shownOf(fieldsOf(wanted), record)),
		...namedIds(operation, { ids: call.ids, tenant, sent: {} }),
		...(id === undefined ? {} : { id }),
		...(wanted.dryRun ? { dryRun: true } : {}),
		operation: became,
		changed: changed as unknown as IDataObject[],
		notCompared,
		cannotChange: [],
		...(notKept.length ? { notKept: notKept as unknown as IDataObject[] } : {}),
		...told,
	};
}

function recordsOf({ session, call, expected }: UpsertJob, made: Upsert, key: Wanted['key']) {
	const known = seen.get(session) ?? new Map<string, Recognised>();
	seen.set(session, known);
	const names = key.map(({ name }) => name).join();
	const at = JSON.stringify([made.list.path, call.ids, names]);
	const always = made.create.bodyFields.some(
		({ name, required }) => required && name === key[0].name,
	);
	const records =
		known.get(at) ?? new Recognised(session, made.list, call.ids, key, expected, always);
	known.set(at, records);
	return records;
}

/** What an upsert changes: the record with its key, which need not be there yet. */
export const turnOf = ({ operation, upsert }: Plan, { ids, body }: Resolved['call']): string =>
	JSON.stringify([operation.path, ids, keyText(upsert?.key ?? [], body)]);

/** `Create or update trunk` is about a trunk. */
const nounOf = ({ action }: Operation): string =>
	inSentence(action.replace(/^Create or update /, ''));
