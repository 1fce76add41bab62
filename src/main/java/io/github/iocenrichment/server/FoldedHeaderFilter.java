package io.github.iocenrichment.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a line that begins with a space or tab. In a head that is a folded header field, which RFC 9112 (section 5.2) lets a server refuse and the
 * decoder would join; two servers that read it differently can be played against each other. The body of a form never holds such a line.
 */
final class FoldedHeaderFilter extends ChannelInboundHandlerAdapter {
    private static final byte[] REFUSAL = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private boolean lineBegins;
    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof ByteBuf bytes && bytes.forEachByte(this::isHarmless) >= 0) {
            refused = true;
            ReferenceCountUtil.release(message);
            context.writeAndFlush(Unpooled.wrappedBuffer(REFUSAL)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        context.fireChannelRead(message);
    }

    private boolean isHarmless(byte value) {
        boolean folded = lineBegins && (value == ' ' || value == '\t');
        lineBegins = value == '\n';
        return !folded;
    }
}
