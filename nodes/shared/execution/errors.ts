import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { CallFailed, statusOf } from '../../../pbx/failures';
import { PASSED_ON } from '../../../pbx/statuses';
import type { Wording } from '../../../pbx/wording';
import type { Operation } from '../api/types';
import type { Plan } from '../plan/plan';
import { InputRefused } from '../values/inputRefused';
import { blotted } from '../values/secrets';
import type { Outcome } from './outcome';

/** What a message is made with beside the outcome. */
interface About {
	/** The row, if the item got that far. */
	operation?: Operation;
	/** The checked values, whose secrets are blotted out, should the PBX have repeated one. */
	plan?: Plan;
	/** A sentence that the advice begins with. */
	more?: string;
}

/**
 * n8n's error for an item that was not done, in words for the user: the operation, what happened
 * with the PBX's own code, and what to do. It is built anew: what n8n's request helper throws
 * holds the request with its token.
 *
 * @param failed the node, for the editor to point to
 * @param outcome of the item; it has an error
 * @param itemIndex index of the item
 */
export function nodeError(
	failed: INode,
	outcome: Outcome,
	itemIndex: number,
	{ operation, plan, more }: About,
): NodeApiError | NodeOperationError {
	// The error is saved with the execution; passwords typed into the node's fields are not.
	const node = { ...failed, parameters: {} };
	const clean = (text: string) => blotted(text, plan?.secrets ?? new Set());
	const sentences = (advice = '') => clean([more, advice].filter(Boolean).join(' '));
	const label = operation ? operation.action : 'PortSIP PBX';
	const error = 'error' in outcome ? outcome.error : undefined;
	if (error instanceof CallFailed) {
		const { message, advice } = error.open ? inDoubt(error) : error.failure;
		const text = clean(error.failure.kind === 'signIn' ? message : `${label}: ${message}`);
		const status = statusOf(error.failure);
		return new NodeApiError(node, { message: text } as JsonObject, {
			message: text,
			description: sentences(advice),
			itemIndex,
			...(status === undefined ? {} : { httpCode: String(status) }),
		});
	}
	// A cause that nobody foresaw keeps its own words, but not what hangs on it.
	const words = error instanceof Error ? error.message : String(error);
	const advice = error instanceof InputRefused ? error.advice : undefined;
	const description = sentences(advice);
	return new NodeOperationError(node, clean(`${label}: ${words}`), {
		itemIndex,
		...(description ? { description } : {}),
	});
}

/**
 * The item for one that was not done: its own fields and `error`. n8n sends an item to the error
 * output only if it has no other field, and adds those of the item that it is paired with; up to
 * 2.30 at least it knows no third field beside `error` and `message`. So all that is to be said is
 * in `error`, and no other field of the item is lost; one of that name is kept inside.
 *
 * @param input the item that came in
 * @param errorOutput n8n adds the fields of the item
 */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	outcome: Outcome,
	{ json, binary }: INodeExecutionData,
	errorOutput: boolean,
): Pick<INodeExecutionData, 'json' | 'binary'> {
	const cause = 'error' in outcome ? outcome.error : undefined;
	const failure = cause instanceof CallFailed ? cause.failure : undefined;
	const said: IDataObject = {
		message: error.message,
		...(error.description ? { description: error.description } : {}),
		...(failure && 'code' in failure ? { code: failure.code } : {}),
		...(failure && 'status' in failure ? { status: failure.status } : {}),
		outcome: outcome.became,
		...(Object.hasOwn(json, 'error') ? { replaced: json.error } : {}),
	};
	return { json: { ...(errorOutput ? {} : json), error: said }, ...(binary ? { binary } : {}) };
}

/** The words for a write that may have been done. */
function inDoubt({ failure, seen }: CallFailed): Wording {
	// The advice for an answer of the PBX itself says already what to look for.
	if (failure.kind === 'answered' && !PASSED_ON.has(failure.status)) return failure;
	const look =
		'Look the record up on the PBX, and run the item again only if the change is not there.';
	return {
		message: `${failure.message}; whether the PBX made the change is not known`,
		advice: seen ? `${seen} ${look}` : look,
	};
}
