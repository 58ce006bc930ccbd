import type { IDataObject } from 'n8n-workflow';
import type { Field, Upsert } from '../api/types';
import type { Change } from './difference';

/** What a record shall be. */
export interface Wanted {
	upsert: Upsert;
	/** What the record is called in messages, in small letters. */
	noun: string;
	/** The fields by which it is recognised. */
	key: readonly Field[];
	/** What stands in the braces of the path of its list. */
	ids: Readonly<Record<string, string>>;
	/** What it shall hold, under wire names. */
	body: Readonly<IDataObject>;
	/** Secrets go along with a change, too. */
	sendsSecrets: boolean;
	/** Nothing is written. */
	dryRun: boolean;
	/** Makes up the secrets that are left to the node; only a new record needs them. */
	secrets(): Promise<IDataObject>;
	/** Names of the fields that are made up. */
	generated: readonly string[];
	/**
	 * What has a number of the tenant already, where that is known without asking the PBX for each.
	 *
	 * @returns undefined where the number is free
	 */
	holderOf?(number: string): Promise<string | undefined>;
	/** Is told of a record as soon as it was made, whatever becomes of the rest. */
	created?(id: string): void;
}

/** What became of it. */
export interface Result {
	operation: 'created' | 'updated' | 'unchanged';
	/** Absent in a dry run for a record that is still to be made. */
	id?: string;
	changed: Change[];
	/** What the PBX does not show, so that nobody can see whether it is as wanted. */
	notCompared: string[];
	/** What the PBX holds otherwise than it was sent. */
	notKept: Change[];
	/** The record as it is afterwards, as far as it was read. */
	record: Readonly<IDataObject>;
	/** Secrets that were made up. */
	made: IDataObject;
	/** The record as it was found; absent for one that was not there. */
	before?: Held;
}

/** A record that is there. */
export interface Held {
	id: string;
	/** What stands in the braces of its path. */
	ids: Readonly<Record<string, string>>;
	record: Readonly<IDataObject>;
}

/** All facts of what can be given. */
export const fieldsOf = ({ upsert: { create, update, parts } }: Wanted): Field[] => [
	...create.bodyFields,
	...update.bodyFields,
	...parts.map(({ field }) => field),
];
