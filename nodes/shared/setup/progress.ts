import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Says how far a long run is: in the editor where somebody watches, else in n8n's log.
 *
 * @param what the run is about, such as `Apply acme.example`
 */
export const progressIn =
	(context: IExecuteFunctions, what: string) =>
	(text: string): void => {
		const told = `${what}: ${text}`;
		if (context.getMode() === 'manual') context.sendMessageToUI(told);
		else context.logger.info(`PortSIP PBX: ${told}`);
	};
