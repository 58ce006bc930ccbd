import type { IDataObject } from 'n8n-workflow';
import type { Field, Upsert } from '../api/types';
import { matchBy, UPSERT_OPTIONS, upsertOptions } from '../parameters/upsert';
import { refusedAsEmpty } from '../values/inputRefused';
import type { Reader } from './reader';

/** How a record is created or updated. */
export interface UpsertPlan {
	/** The fields by which it is recognised. */
	key: readonly Field[];
	/** Secrets go along with a change, too. */
	sendsSecrets: boolean;
	/** Nothing is written. */
	dryRun: boolean;
}

/**
 * What the user chose for it.
 *
 * @param body what the record shall hold
 * @throws InputRefused where the field is empty by which the record is recognised
 */
export function upsertPlan(
	upsert: Upsert,
	reader: Reader,
	body: Readonly<IDataObject>,
): UpsertPlan {
	const chosen = reader.top(matchBy(upsert), 'deciding');
	const names = (key: readonly Field[]) => key.map(({ name }) => name).join();
	const key = upsert.keys.find((each) => names(each) === chosen) ?? upsert.keys[0];
	const [first] = key;
	if (body[first.name] === undefined || body[first.name] === '') throw refusedAsEmpty(first);
	const options = reader.within(UPSERT_OPTIONS, upsertOptions(upsert));
	return {
		key,
		sendsSecrets: options.send_passwords === 'always',
		dryRun: options.dry_run === true,
	};
}
