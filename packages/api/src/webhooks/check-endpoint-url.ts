import { CloudMeetError } from '@cloudmeet/contracts';
import { targetProblem } from '@cloudmeet/platform';

/** Says at once what would be refused at every attempt. @throws CloudMeetError `unprocessable` */
export function checkEndpointUrl(url: string, allowPrivate: boolean): void {
  const problem = targetProblem(url, { allowPrivate });
  if (problem === undefined) return;
  throw new CloudMeetError('unprocessable', {
    detail: `The address of the endpoint ${problem}.`,
    errors: [{ pointer: '/url', detail: problem }],
  });
}
