// Writes cdktf.out/stacks/cloudmeet/cdk.tf.json, which Terraform and OpenTofu apply as it is.
import { App } from 'cdktf';
import { CloudMeetStack } from './src/cloudmeet-stack.ts';

const app = new App();
new CloudMeetStack(app, 'cloudmeet');
app.synth();
