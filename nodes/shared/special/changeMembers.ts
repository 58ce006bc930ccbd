import type { IDataObject } from 'n8n-workflow';
import type { Field, Membership, Operation } from '../api/types';
import { changeMembers as change, type MembersWanted } from '../records/members';
import { refusedAsEmpty } from '../values/inputRefused';
import type { Special } from './special';

/** Adds, removes or replaces those that belong to a record, and tells what changed. */
export const changeMembers: Special = {
	plan(plan) {
		const { body, operation } = plan;
		const field = listIn(operation);
		if (body.change !== 'clear' && !numbersIn(operation, body).length) throw refusedAsEmpty(field);
		return plan;
	},
	async run({ session, plan, call, rehearsal }) {
		const { operation, body } = plan;
		const { change: mode, skill_level: level } = body;
		const wanted: MembersWanted = {
			change: mode === 'clear' ? 'replace' : (mode as MembersWanted['change']),
			numbers: mode === 'clear' ? [] : numbersIn(operation, body),
			...(typeof level === 'number' ? { level } : {}),
		};
		const membership = operation.membership as Membership;
		const { before, after, added, removed } = await change(
			session,
			membership,
			call.ids ?? {},
			wanted,
			rehearsal,
		);
		const changed = added.length > 0 || removed.length > 0;
		return [
			{
				json: {
					...call.ids,
					...(rehearsal ? { dryRun: true } : {}),
					operation: changed ? 'updated' : 'unchanged',
					added,
					removed,
					before,
					after,
				},
			},
		];
	},
};

/** The field that holds the numbers. */
const listIn = ({ bodyFields }: Operation): Field =>
	bodyFields.find(({ type }) => type === 'texts') as Field;

const numbersIn = (operation: Operation, body: Readonly<IDataObject>): string[] => {
	const numbers = body[listIn(operation).name];
	return Array.isArray(numbers) ? (numbers as string[]) : [];
};
