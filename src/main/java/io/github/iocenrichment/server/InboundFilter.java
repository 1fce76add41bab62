package io.github.iocenrichment.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Between decoder and server: closes a connection on which more requests have arrived than may wait for their answers, which the server would keep all
 * in memory; and once the connection is abandoned, lets nothing in any more, so that there is one answer and no more.
 */
final class InboundFilter extends ChannelDuplexHandler {
    private static final long LINGER_BYTES = 256 * 1024;

    private final int most;
    private int unanswered;
    private boolean stopped;
    private long dropped;

    InboundFilter(int most) {
        this.most = most;
    }

    static void stop(HttpConnection connection) {
        InboundFilter filter = pipeline(connection).get(InboundFilter.class);
        if (filter != null) {
            filter.stopped = true;
        }
    }

    /** Vert.x offers no other way to a connection's pipeline. */
    static ChannelPipeline pipeline(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext().pipeline();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && ++unanswered > most) {
            stopped = true;
            context.close();
        }
        if (stopped) {
            // some of it is taken, unread, so that the sender gets to see its answer
            dropped += message instanceof HttpContent content ? content.content().readableBytes() : 0;
            ReferenceCountUtil.release(message);
            if (dropped > LINGER_BYTES) {
                context.close();
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean interim = message instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !interim) {
            unanswered--;
        }
        context.write(message, promise);
    }
}
