/** hls.js without captions, extra sound tracks and encryption, which our streams do not have. It comes without types. */
declare module 'hls.js/light' {
  import Hls from 'hls.js';
  export default Hls;
}
