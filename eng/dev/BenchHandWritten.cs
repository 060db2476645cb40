namespace Slipway.Dev;

/// <summary>
/// A chart as people write it for one service, with the same objects as `BenchDefinitions` with its five traits: what Helm's time for the generic chart is
/// measured beside.
/// </summary>
public static class BenchHandWritten
{
    public static string Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "templates"));
        foreach (var (path, text) in Files)
            File.WriteAllText(Path.Combine(folder, path), text);
        return folder;
    }

    private static readonly (string Path, string Text)[] Files =
    [
        ("Chart.yaml", "apiVersion: v2\nname: service\nversion: 1.0.0\n"),
        ("values.yaml", """
            version: 1.0.0
            image: {repository: bench/s0000, tag: 1.0.0}
            command: [/dockerentrypoint.sh]
            env:
              VARIABLE_0: value 0 of service 0
              VARIABLE_1: value 1 of service 0
              VARIABLE_2: value 2 of service 0
              VARIABLE_3: value 3 of service 0
              VARIABLE_4: value 4 of service 0
              VARIABLE_5: value 5 of service 0
              VARIABLE_6: value 6 of service 0
              VARIABLE_7: value 7 of service 0
            port: 8080
            resources:
              limits: {memory: 128Mi}
              requests: {cpu: 50m, memory: 64Mi}
            labels: {team: bench}
            podLabels: {tier: web}
            podAnnotations: {example.com/note: of a thousand}
            autoscaling: {min: 2, max: 6, cpu: 70}
            """),
        ("templates/_helpers.tpl", """
            {{- define "service.selector" -}}
            app.kubernetes.io/instance: {{ .Release.Name }}
            app.kubernetes.io/name: {{ .Release.Name }}
            {{- end }}
            {{- define "service.labels" -}}
            {{ include "service.selector" . }}
            app.kubernetes.io/managed-by: {{ .Release.Service }}
            app.kubernetes.io/version: {{ .Values.version | quote }}
            {{- end }}
            """),
        ("templates/service.yaml", """
            apiVersion: v1
            kind: Service
            metadata:
              name: {{ .Release.Name }}
              namespace: {{ .Release.Namespace }}
              labels:
                {{- include "service.labels" . | nindent 4 }}
            spec:
              type: ClusterIP
              selector:
                {{- include "service.selector" . | nindent 4 }}
              ports:
              - name: http
                port: {{ .Values.port }}
                protocol: TCP
                targetPort: http
            """),
        ("templates/hpa.yaml", """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata:
              name: {{ .Release.Name }}
              namespace: {{ .Release.Namespace }}
              labels:
                {{- include "service.labels" . | nindent 4 }}
            spec:
              scaleTargetRef:
                apiVersion: apps/v1
                kind: Deployment
                name: {{ .Release.Name }}
              minReplicas: {{ .Values.autoscaling.min }}
              maxReplicas: {{ .Values.autoscaling.max }}
              metrics:
              - type: Resource
                resource:
                  name: cpu
                  target:
                    type: Utilization
                    averageUtilization: {{ .Values.autoscaling.cpu }}
            """),
        ("templates/deployment.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ .Release.Name }}
              namespace: {{ .Release.Namespace }}
              labels:
                {{- include "service.labels" . | nindent 4 }}
                {{- with .Values.labels }}
                {{- toYaml . | nindent 4 }}
                {{- end }}
            spec:
              selector:
                matchLabels:
                  {{- include "service.selector" . | nindent 6 }}
              strategy:
                type: RollingUpdate
                rollingUpdate:
                  maxSurge: 1
                  maxUnavailable: 0
              template:
                metadata:
                  {{- with .Values.podAnnotations }}
                  annotations:
                    {{- toYaml . | nindent 8 }}
                  {{- end }}
                  labels:
                    {{- include "service.selector" . | nindent 8 }}
                    {{- with .Values.podLabels }}
                    {{- toYaml . | nindent 8 }}
                    {{- end }}
                spec:
                  containers:
                  - name: {{ .Release.Name }}
                    image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
                    command:
                      {{- toYaml .Values.command | nindent 8 }}
                    env:
                    {{- range $name, $value := .Values.env }}
                    - name: {{ $name }}
                      value: {{ $value | quote }}
                    {{- end }}
                    ports:
                    - containerPort: {{ .Values.port }}
                      name: http
                      protocol: TCP
                    lifecycle:
                      preStop:
                        sleep:
                          seconds: 5
                    startupProbe:
                      failureThreshold: 30
                      httpGet:
                        path: /started
                        port: http
                    livenessProbe:
                      httpGet:
                        path: /live
                        port: http
                      timeoutSeconds: 3
                    readinessProbe:
                      httpGet:
                        path: /ready
                        port: http
                      periodSeconds: 5
                    resources:
                      {{- toYaml .Values.resources | nindent 10 }}
            """),
    ];
}
