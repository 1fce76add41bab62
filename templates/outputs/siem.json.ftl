{"incident": "INC${number}", "value": "${item.value}", "type": "${item.type}", "verdict": "${item.verdict}", "confidence": ${item.confidence?c}}
